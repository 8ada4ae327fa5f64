using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Holdfast.Core.Evidence;
using Holdfast.Harness;
using Holdfast.Harness.Processes;
using Holdfast.Integrations.Evidence;
using Shouldly;

namespace Holdfast.Tests.Evidence;

/// <summary>The conversation with clamd, against a listener that answers as clamd would, or worse.</summary>
public sealed class ClamdScannerTest
{
    [Theory]
    [InlineData("stream: OK\0", ScanResult.Clean, null)]
    [InlineData("stream: Win.Test.EICAR_HDB-1 FOUND\0", ScanResult.Found, "Win.Test.EICAR_HDB-1")]
    [InlineData("stream: Heuristics.Limits.Exceeded.MaxFileSize FOUND\0", ScanResult.NotScanned, null)]
    [InlineData("INSTREAM size limit exceeded. ERROR\0", ScanResult.NotScanned, null)]
    [InlineData("stream: Can't read file ERROR\0", ScanResult.NotScanned, null)]
    [InlineData("stream: OK\n", ScanResult.Clean, null)]
    public async Task Its_verdicts(string reply, ScanResult result, string? found)
    {
        using var clamd = new StandIn(reply);
        (await clamd.Scanner().ScanAsync(new MemoryStream(new byte[100]), default)).ShouldBe((result, found));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(65536)]
    [InlineData(65537)]
    [InlineData(1_000_003)]
    public async Task Every_byte_arrives_in_chunks_with_their_length(int length)
    {
        using var clamd = new StandIn("stream: OK\0");
        var bytes = RandomNumberGenerator.GetBytes(length);
        await clamd.Scanner().ScanAsync(new MemoryStream(bytes), default);
        (await clamd.Received).ShouldBe(bytes);
    }

    [Theory]
    [InlineData("")]
    [InlineData("stream: \0")]
    [InlineData("UNKNOWN COMMAND\0")]
    [InlineData("HTTP/1.1 400 Bad Request\r\n")]
    public async Task An_answer_that_is_no_verdict_is_none(string reply)
    {
        using var clamd = new StandIn(reply);
        await Should.ThrowAsync<IOException>(() => clamd.Scanner().ScanAsync(new MemoryStream(new byte[100]), default));
    }

    [Fact]
    public async Task One_that_has_had_enough_says_so_before_all_was_sent()
    {
        using var clamd = new StandIn("INSTREAM size limit exceeded. ERROR\0", hangsUpAfter: 200_000);
        var (result, _) = await clamd.Scanner().ScanAsync(new MemoryStream(new byte[300_000]), default);
        result.ShouldBe(ScanResult.NotScanned);
    }

    [Fact]
    public async Task An_answer_without_end_is_cut()
    {
        using var clamd = new StandIn(new string('x', 1_000_000));
        await Should.ThrowAsync<IOException>(() => clamd.Scanner().ScanAsync(new MemoryStream(new byte[100]), default));
    }

    [Fact]
    public async Task One_that_falls_silent_is_left()
    {
        using var clamd = new StandIn(null);
        await Should.ThrowAsync<IOException>(() => clamd.Scanner(TimeSpan.FromMilliseconds(50)).ScanAsync(new MemoryStream(new byte[100]), default));
    }

    [Fact]
    public async Task One_that_is_not_there_is_away()
    {
        await Should.ThrowAsync<IOException>(() => new ClamdScanner(new DnsEndPoint("127.0.0.1", FreePort.Take())).ScanAsync(new MemoryStream([1]), default));
        await Should.ThrowAsync<IOException>(() => new ClamdScanner(new UnixDomainSocketEndPoint("/nowhere/clamd")).ScanAsync(new MemoryStream([1]), default));
        await Should.ThrowAsync<IOException>(() => new ClamdScanner(new DnsEndPoint("no-such-host.invalid", 3310)).ScanAsync(new MemoryStream([1]), default));
    }

    [Fact]
    public async Task Who_stops_waiting_is_not_told_that_it_is_away()
    {
        using var clamd = new StandIn(null);
        using var leaves = new CancellationTokenSource();
        var scan = clamd.Scanner(Wait.Patience).ScanAsync(new MemoryStream(new byte[100]), leaves.Token);
        await leaves.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(scan);
    }

    [Theory]
    [InlineData("localhost:3310", "Unspecified/localhost:3310")]
    [InlineData("[::1]:3310", "Unspecified/::1:3310")]
    [InlineData("10.0.0.7:1", "Unspecified/10.0.0.7:1")]
    [InlineData("unix:/run/clamav/clamd.ctl", "/run/clamav/clamd.ctl")]
    [InlineData("localhost", null)]
    [InlineData("localhost:0", null)]
    [InlineData("localhost:99999", null)]
    [InlineData(":3310", null)]
    [InlineData("a b:3310", null)]
    [InlineData("unix:run", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Where_it_listens(string? text, string? address)
    {
        ClamdScanner.TryParse(text, out var read).ShouldBe(address is not null);
        read?.ToString().ShouldBe(address);
    }

    /// <summary>Listens once, reads what a client of INSTREAM sends, and answers with what it was given; with nothing, it stays silent.</summary>
    sealed class StandIn : IDisposable
    {
        readonly TcpListener listener = new(IPAddress.Loopback, 0);

        public StandIn(string? reply, int hangsUpAfter = int.MaxValue)
        {
            listener.Start();
            Received = Task.Run(() => ServeAsync(reply, hangsUpAfter));
        }

        /// <summary>All bytes that came in chunks.</summary>
        public Task<byte[]> Received { get; }

        public ClamdScanner Scanner(TimeSpan? patience = null) => new(new DnsEndPoint("127.0.0.1", ((IPEndPoint)listener.LocalEndpoint).Port), patience ?? Wait.Patience);

        public void Dispose() => listener.Dispose();

        async Task<byte[]> ServeAsync(string? reply, int hangsUpAfter)
        {
            using var client = await listener.AcceptTcpClientAsync();
            await using var stream = client.GetStream();
            var command = new byte[10];
            await stream.ReadExactlyAsync(command);
            Encoding.ASCII.GetString(command).ShouldBe("zINSTREAM\0");
            using var all = new MemoryStream();
            var head = new byte[4];
            while (all.Length < hangsUpAfter)
            {
                await stream.ReadExactlyAsync(head);
                var chunk = new byte[BinaryPrimitives.ReadInt32BigEndian(head)];
                if (chunk.Length == 0) break;
                await stream.ReadExactlyAsync(chunk);
                all.Write(chunk);
            }

            if (reply is null)
            {
                await stream.CopyToAsync(Stream.Null);
                return [];
            }

            await stream.WriteAsync(Encoding.ASCII.GetBytes(reply));
            if (hangsUpAfter < int.MaxValue)
            {
                // What still comes is read, so that the answer is not lost with a reset connection.
                client.Client.Shutdown(SocketShutdown.Send);
                await stream.CopyToAsync(Stream.Null);
            }

            return all.ToArray();
        }
    }
}
