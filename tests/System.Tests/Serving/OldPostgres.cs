using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Holdfast.Tests.Serving;

/// <summary>Answers the first messages of PostgreSQL's protocol and says that it is of some version; it can do nothing else.</summary>
sealed class OldPostgres : IAsyncDisposable
{
    const int EncryptionRequests = 80877103;
    readonly TcpListener listener = new(IPAddress.Loopback, 0);
    readonly string version;
    readonly Task answering;

    public OldPostgres(string version)
    {
        this.version = version;
        listener.Start();
        answering = AnswerAllAsync();
    }

    /// <summary>Without the driver's first questions about types, which this server couldn't answer.</summary>
    public string ConnectionString => $"Host=127.0.0.1;Port={((IPEndPoint)listener.LocalEndpoint).Port};Username=holdfast;Database=holdfast;SSL Mode=Disable;Server Compatibility Mode=NoTypeLoading";

    public async ValueTask DisposeAsync()
    {
        listener.Dispose();
        await answering;
    }

    async Task AnswerAllAsync()
    {
        try
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync();
                await AnswerAsync(client.GetStream());
            }
        }
        catch (Exception ended) when (ended is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    async Task AnswerAsync(NetworkStream stream)
    {
        try
        {
            var head = new byte[8];
            while (true)
            {
                await stream.ReadExactlyAsync(head);
                await stream.ReadExactlyAsync(new byte[BinaryPrimitives.ReadInt32BigEndian(head) - 8]);
                if (BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(4)) < EncryptionRequests) break;
                await stream.WriteAsync("N"u8.ToArray());
            }

            await stream.WriteAsync((byte[])[.. Message('R', new byte[4]), .. Parameter("server_version", version), .. Parameter("client_encoding", "UTF8"), .. Parameter("standard_conforming_strings", "on"), .. Message('K', new byte[8]), .. Message('Z', "I"u8)]);
            await stream.CopyToAsync(Stream.Null);
        }
        catch (IOException)
        {
            // The client went away, as it should.
        }
    }

    static byte[] Parameter(string name, string value) => Message('S', Encoding.ASCII.GetBytes($"{name}\0{value}\0"));

    static byte[] Message(char type, ReadOnlySpan<byte> body)
    {
        var message = new byte[5 + body.Length];
        message[0] = (byte)type;
        BinaryPrimitives.WriteInt32BigEndian(message.AsSpan(1), 4 + body.Length);
        body.CopyTo(message.AsSpan(5));
        return message;
    }
}
