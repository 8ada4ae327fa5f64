using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Holdfast.Core.Evidence;

namespace Holdfast.Integrations.Evidence;

/// <summary>
/// Asks clamd by its command INSTREAM (clamd(8)): the bytes in chunks with their length before them, an empty chunk at the end, one line as the answer.
/// </summary>
/// <param name="address">Where clamd listens.</param>
/// <param name="patience">How long it may take to take a chunk; a verdict may take ten times as long.</param>
public sealed class ClamdScanner(EndPoint address, TimeSpan patience) : IVirusScanner
{
    const int ChunkBytes = 64 * 1024;
    const int LongestReply = 4096;

    /// <summary>Characters of a found name that are kept at most.</summary>
    const int LongestFound = 200;

    public ClamdScanner(EndPoint address)
        : this(address, TimeSpan.FromSeconds(30))
    {
    }

    /// <summary>Reads <c>host:port</c>, <c>[::1]:port</c> or <c>unix:/path</c>; false for anything else.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out EndPoint? address)
    {
        address = null;
        if (text?.StartsWith("unix:/", StringComparison.Ordinal) == true && Encoding.UTF8.GetByteCount(text) - 5 < 108)
        {
            address = new UnixDomainSocketEndPoint(text[5..]);
        }
        else if (text?.LastIndexOf(':') is > 0 and var colon
            && ushort.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port > 0
            && text[..colon].Trim('[', ']') is var host && Uri.CheckHostName(host) != UriHostNameType.Unknown)
        {
            address = new DnsEndPoint(host, port);
        }

        return address is not null;
    }

    /// <inheritdoc/>
    /// <exception cref="IOException">clamd can't be reached, fell silent or said nothing that is a verdict, or the original can't be read.</exception>
    public async Task<(ScanResult Result, string? Found)> ScanAsync(Stream original, CancellationToken cancel)
    {
        using var waits = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var source = new Source(original);
        try
        {
            waits.CancelAfter(patience);
            await using var clamd = await ConnectAsync(waits.Token);
            await SendAsync(source, clamd, waits);
            waits.CancelAfter(10 * patience);
            return Verdict(await ReplyAsync(clamd, waits.Token));
        }
        catch (OperationCanceledException silent) when (!cancel.IsCancellationRequested)
        {
            throw new IOException("clamd fell silent.", silent);
        }
        catch (SocketException away)
        {
            throw new IOException($"clamd can't be reached: {away.SocketErrorCode}.", away);
        }
    }

    async Task<NetworkStream> ConnectAsync(CancellationToken cancel)
    {
        var socket = address is UnixDomainSocketEndPoint ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified) : new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(address, cancel);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    async Task SendAsync(Source original, NetworkStream clamd, CancellationTokenSource waits)
    {
        var chunk = new byte[4 + ChunkBytes];
        try
        {
            await clamd.WriteAsync("zINSTREAM\0"u8.ToArray(), waits.Token);
            for (var length = original.Read(chunk.AsSpan(4)); length > 0; length = original.Read(chunk.AsSpan(4)))
            {
                BinaryPrimitives.WriteInt32BigEndian(chunk, length);
                waits.CancelAfter(patience);
                await clamd.WriteAsync(chunk.AsMemory(0, 4 + length), waits.Token);
            }

            await clamd.WriteAsync(new byte[4], waits.Token);
        }
        catch (IOException) when (!original.IsBroken)
        {
            // It hangs up when it has had enough, and its answer says why.
        }
    }

    static async Task<string> ReplyAsync(NetworkStream clamd, CancellationToken cancel)
    {
        var reply = new byte[LongestReply];
        var length = 0;
        while (length < reply.Length && reply.AsSpan(0, length).IndexOf((byte)0) < 0)
        {
            int read;
            try
            {
                read = await clamd.ReadAsync(reply.AsMemory(length), cancel);
            }
            catch (IOException) when (length > 0)
            {
                break;
            }

            if (read == 0)
            {
                break;
            }

            length += read;
        }

        return Encoding.UTF8.GetString(reply, 0, length).TrimEnd('\0', '\n', '\r');
    }

    static (ScanResult Result, string? Found) Verdict(string reply)
    {
        const string found = " FOUND", stream = "stream: ";
        var words = reply.StartsWith(stream, StringComparison.Ordinal) ? reply[stream.Length..] : reply;
        if (words == "OK")
        {
            return (ScanResult.Clean, null);
        }

        if (words.EndsWith(found, StringComparison.Ordinal))
        {
            // It names so what was too large or too deep to be looked at whole.
            var name = words[..^found.Length];
            return name.StartsWith("Heuristics.Limits.Exceeded", StringComparison.Ordinal) ? (ScanResult.NotScanned, null) : (ScanResult.Found, name[..Math.Min(name.Length, LongestFound)]);
        }

        // "INSTREAM size limit exceeded. ERROR", or an error of this very file.
        return words.EndsWith("ERROR", StringComparison.Ordinal) ? (ScanResult.NotScanned, null) : throw new IOException("clamd gave no verdict.");
    }
}
