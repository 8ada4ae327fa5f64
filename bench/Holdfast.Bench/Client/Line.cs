using System.Buffers.Text;
using System.Net.Sockets;
using System.Text;

namespace Holdfast.Bench.Client;

/// <summary>
/// One kept-alive HTTP/1.1 connection on a blocking socket: a send, a receive, and a look at status and length. It reads bodies with a
/// Content-Length or in chunks. Not thread-safe: one writer, one line.
/// </summary>
public sealed class Line : IDisposable
{
    readonly Socket socket;
    byte[] buffer = new byte[64 * 1024];
    int filled;

    public Line(Uri site)
    {
        socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Connect(site.Host, site.Port);
    }

    /// <summary>Does anything listen there?</summary>
    public static bool Answers(Uri site)
    {
        try
        {
            using var line = new Line(site);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>Sends the request and reads the whole answer.</summary>
    /// <returns>The body, valid until the next call.</returns>
    /// <exception cref="InvalidOperationException">The status is not 2xx; the message holds the answer.</exception>
    public ReadOnlySpan<byte> Ask(byte[] request)
    {
        var body = Ask(request, out var status);
        return status is >= 200 and < 300 ? body : throw new InvalidOperationException($"{status}: {Encoding.UTF8.GetString(body)}");
    }

    /// <summary>As <see cref="Ask(byte[])"/>, for any status.</summary>
    public ReadOnlySpan<byte> Ask(byte[] request, out int status)
    {
        socket.Send(request);
        filled = 0;
        int head;
        while ((head = buffer.AsSpan(0, filled).IndexOf("\r\n\r\n"u8)) < 0) Receive();
        var headers = buffer.AsSpan(0, head + 2);
        _ = Utf8Parser.TryParse(headers[9..], out status, out _);
        var start = head + 4;
        var length = Header(headers, "\r\nContent-Length: "u8);
        if (length < 0 && headers.IndexOf("\r\nTransfer-Encoding: chunked"u8) >= 0) return Chunks(start);
        while (filled < start + Math.Max(length, 0)) Receive();
        return buffer.AsSpan(start, Math.Max(length, 0));
    }

    /// <summary>Sends a request whose answer never ends, such as the live feed's; <see cref="Next"/> gives its bytes.</summary>
    public void Open(byte[] request) => socket.Send(request);

    /// <summary>The next bytes of an endless answer, headers and chunk marks included; empty when the server ended it.</summary>
    public ReadOnlySpan<byte> Next() => buffer.AsSpan(0, socket.Receive(buffer));

    public void Dispose() => socket.Dispose();

    static int Header(ReadOnlySpan<byte> headers, ReadOnlySpan<byte> name)
    {
        var at = headers.IndexOf(name);
        return at >= 0 && Utf8Parser.TryParse(headers[(at + name.Length)..], out int value, out _) ? value : -1;
    }

    /// <summary>Joins the chunks of a body in place.</summary>
    Span<byte> Chunks(int start)
    {
        int read = start, written = start;
        while (true)
        {
            int end;
            while ((end = buffer.AsSpan(read, filled - read).IndexOf("\r\n"u8)) < 0) Receive();
            if (!Utf8Parser.TryParse(buffer.AsSpan(read, end), out int size, out _, 'x')) throw new InvalidOperationException("A chunk without a length.");
            read += end + 2;
            while (filled < read + size + 2) Receive();
            buffer.AsSpan(read, size).CopyTo(buffer.AsSpan(written));
            (read, written) = (read + size + 2, written + size);
            if (size == 0) return buffer.AsSpan(start, written - start);
        }
    }

    void Receive()
    {
        if (filled == buffer.Length) Array.Resize(ref buffer, buffer.Length * 2);
        var got = socket.Receive(buffer, filled, buffer.Length - filled, SocketFlags.None);
        if (got == 0) throw new SocketException((int)SocketError.ConnectionReset);
        filled += got;
    }
}
