using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Holdfast.Bench.Client;

/// <summary>One large body up or down on a connection of its own, through one buffer. Not thread-safe.</summary>
public static class Transfer
{
    const int Piece = 256 * 1024;

    /// <summary>Sends a body and waits for the answer.</summary>
    /// <param name="content">Sent over and over until <paramref name="length"/> bytes are sent.</param>
    /// <exception cref="InvalidOperationException">The answer isn't 201; the message holds it.</exception>
    public static string Send(Uri site, byte[] head, ReadOnlySpan<byte> content, long length)
    {
        using var socket = Connect(site);
        socket.Send(head);
        for (var sent = 0L; sent < length;)
        {
            var piece = content.Slice((int)(sent % content.Length), (int)Math.Min(Math.Min(Piece, content.Length - (sent % content.Length)), length - sent));
            sent += socket.Send(piece);
        }

        var buffer = new byte[16 * 1024];
        var text = Encoding.UTF8.GetString(buffer, 0, socket.Receive(buffer));
        return text.StartsWith("HTTP/1.1 201", StringComparison.Ordinal) ? text : throw new InvalidOperationException(text);
    }

    /// <summary>Asks for a body and gives each piece of it as it comes.</summary>
    /// <exception cref="InvalidOperationException">The answer isn't 200, or has no length; the message holds it.</exception>
    public static long Receive(Uri site, byte[] request, Action<ReadOnlySpan<byte>>? take = null)
    {
        using var socket = Connect(site);
        socket.Send(request);
        var buffer = new byte[Piece];
        int filled = 0, head;
        while ((head = buffer.AsSpan(0, filled).IndexOf("\r\n\r\n"u8)) < 0) filled += Some(socket.Receive(buffer.AsSpan(filled)));
        var headers = Encoding.ASCII.GetString(buffer, 0, head + 2);
        const string Name = "\r\nContent-Length: ";
        var at = headers.IndexOf(Name, StringComparison.Ordinal) + Name.Length;
        if (!headers.StartsWith("HTTP/1.1 200", StringComparison.Ordinal) || at < Name.Length) throw new InvalidOperationException(headers);
        var length = long.Parse(headers.AsSpan(at, headers.IndexOf('\r', at) - at), CultureInfo.InvariantCulture);
        take?.Invoke(buffer.AsSpan(head + 4, filled - head - 4));
        for (var read = (long)(filled - head - 4); read < length;)
        {
            var more = Some(socket.Receive(buffer));
            take?.Invoke(buffer.AsSpan(0, more));
            read += more;
        }

        return length;
    }

    static int Some(int received) => received > 0 ? received : throw new SocketException((int)SocketError.ConnectionReset);

    static Socket Connect(Uri site)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Connect(site.Host, site.Port);
        return socket;
    }
}
