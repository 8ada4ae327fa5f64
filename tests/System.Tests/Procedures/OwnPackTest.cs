using Holdfast.Harness;
using Holdfast.Harness.Processes;
using Shouldly;

namespace Holdfast.Tests.Procedures;

/// <summary>A site works by a pack of its own: <c>holdfast serve --pack FOLDER</c>, or HOLDFAST_PACK.</summary>
public sealed class OwnPackTest
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_folder_that_is_named_is_the_one_that_is_read(bool byOption)
    {
        using var folder = new TemporaryFolder();
        using var pack = new PackFolder();
        pack.Number(6, 41);
        var settings = new Settings { Data = folder["data"], Pack = byOption ? null : pack.Path };
        await using var server = await ServerProcess.StartAsync(settings, byOption ? ["serve", "--pack", pack.Path] : ["serve"]);
        server.Printed.ShouldContain("threat-reporting/41/");
    }
}
