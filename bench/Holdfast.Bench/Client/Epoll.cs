using System.Buffers.Binary;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Holdfast.Bench.Client;

/// <summary>
/// Linux's own way to wait for many sockets at once, called directly: with ten thousand connections the usual one would be what is measured.
/// For one waiting thread; sockets may be added by another.
/// </summary>
public sealed partial class Epoll : IDisposable
{
    const int Add = 1;
    const uint Readable = 1;

    /// <summary>Events of one waiting.</summary>
    const int Most = 512;

    // The kernel's struct is packed on x64 only.
    static readonly int Stride = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 12 : 16;
    static readonly int Tag = Stride - 8;
    readonly byte[] ready = new byte[Most * 16];
    readonly int handle = Checked(epoll_create1(0));

    /// <summary>Waits for this socket too from now on; <paramref name="tag"/> is what <see cref="Wait"/> then tells.</summary>
    public void Watch(Socket socket, int tag)
    {
        Span<byte> wish = stackalloc byte[16];
        BinaryPrimitives.WriteUInt32LittleEndian(wish, Readable);
        BinaryPrimitives.WriteInt64LittleEndian(wish[Tag..], tag);
        _ = Checked(epoll_ctl(handle, Add, (int)socket.Handle, ref MemoryMarshal.GetReference(wish)));
    }

    /// <summary>Waits until something can be read, for so many milliseconds at most.</summary>
    /// <returns>How many tags were written to <paramref name="tags"/>, which holds at least 512.</returns>
    public int Wait(Span<int> tags, int milliseconds)
    {
        var count = epoll_wait(handle, ref ready[0], Most, milliseconds);
        for (var i = 0; i < count; i++) tags[i] = (int)BinaryPrimitives.ReadInt64LittleEndian(ready.AsSpan((i * Stride) + Tag));
        return Math.Max(count, 0);
    }

    /// <summary>Reads what is there into the start of <paramref name="buffer"/>; 0 when the other side ended, negative when it broke off.</summary>
    public static int Receive(Socket socket, Span<byte> buffer) => (int)recv((int)socket.Handle, ref MemoryMarshal.GetReference(buffer), buffer.Length, 0);

    public void Dispose() => _ = close(handle);

    static int Checked(int answer) => answer >= 0 ? answer : throw new InvalidOperationException($"epoll: error {Marshal.GetLastPInvokeError()}.");

    [LibraryImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int epoll_create1(int flags);

    [LibraryImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int epoll_ctl(int handle, int what, int socket, ref byte wish);

    [LibraryImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int epoll_wait(int handle, ref byte ready, int most, int milliseconds);

    [LibraryImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint recv(int socket, ref byte buffer, nint length, int flags);

    [LibraryImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int close(int handle);
}
