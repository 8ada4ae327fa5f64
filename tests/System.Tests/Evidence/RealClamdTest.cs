using System.Net;
using System.Net.Sockets;
using Holdfast.Core.Evidence;
using Holdfast.Harness.Clamd;
using Holdfast.Integrations.Evidence;
using Shouldly;

namespace Holdfast.Tests.Evidence;

/// <summary>The installed clamd itself.</summary>
public sealed class RealClamdTest
{
    [Fact]
    public async Task It_finds_the_test_file_and_nothing_in_words_over_both_kinds_of_address()
    {
        await using var clamd = await ClamdServer.StartAsync();
        EndPoint[] addresses = [new DnsEndPoint("127.0.0.1", clamd.Port), new UnixDomainSocketEndPoint(clamd.Socket)];
        foreach (var address in addresses)
        {
            var scanner = new ClamdScanner(address);
            (await scanner.ScanAsync(new MemoryStream(ClamdServer.TestFile), default)).ShouldBe((ScanResult.Found, ClamdServer.Found));
            (await scanner.ScanAsync(new MemoryStream("There is a bomb"u8.ToArray()), default)).ShouldBe((ScanResult.Clean, null));
            (await scanner.ScanAsync(new MemoryStream([]), default)).Result.ShouldNotBe(ScanResult.Found);
        }
    }

    [Fact]
    public async Task What_is_larger_than_it_takes_is_not_scanned_and_not_called_clean()
    {
        await using var clamd = await ClamdServer.StartAsync(largest: 1);
        var scanner = new ClamdScanner(new DnsEndPoint("127.0.0.1", clamd.Port));
        (await scanner.ScanAsync(new MemoryStream(new byte[20_000_000]), default)).ShouldBe((ScanResult.NotScanned, null));
        (await scanner.ScanAsync(new MemoryStream(new byte[900_000]), default)).ShouldBe((ScanResult.Clean, null));
    }

    [Fact]
    public async Task It_may_go_and_come_back()
    {
        await using var clamd = await ClamdServer.StartAsync();
        var scanner = new ClamdScanner(new DnsEndPoint("127.0.0.1", clamd.Port));
        await clamd.StopAsync();
        await Should.ThrowAsync<IOException>(() => scanner.ScanAsync(new MemoryStream(ClamdServer.TestFile), default));
        await clamd.StartAgainAsync();
        (await scanner.ScanAsync(new MemoryStream(ClamdServer.TestFile), default)).Result.ShouldBe(ScanResult.Found);
    }
}
