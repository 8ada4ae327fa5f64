using Holdfast.Harness.Clamd;
using Xunit;

namespace Holdfast.Browser.Tests.Sites;

/// <summary>A site with a virus scanner and a low limit: 3 MB a file.</summary>
public sealed class GuardedSite(Chromiums chromiums, SampleFolders samples) : Site(chromiums, samples), IAsyncLifetime
{
    ClamdServer? scanner;

    public override string Scheme => "http";

    protected override IEnumerable<string> Arguments(string folder) => ["--evidence-limit", "3", "--clamd", $"127.0.0.1:{scanner?.Port}"];

    async ValueTask IAsyncLifetime.InitializeAsync()
    {
        scanner = await ClamdServer.StartAsync();
        await InitializeAsync();
    }

    async ValueTask IAsyncDisposable.DisposeAsync()
    {
        await DisposeAsync();
        if (scanner is not null) await scanner.DisposeAsync();
    }
}
