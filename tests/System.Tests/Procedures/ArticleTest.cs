using System.Net;
using System.Text.RegularExpressions;
using Holdfast.Harness;
using Holdfast.Harness.Http;
using Holdfast.Harness.Procedures;
using Holdfast.Harness.Story;
using Holdfast.Integrations.Procedures;
using Holdfast.Storage.Procedures;
using Holdfast.Web.Procedures;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;

namespace Holdfast.Tests.Procedures;

/// <summary>The whole procedure is there to read, for everybody, before anything has happened.</summary>
public sealed partial class ArticleTest
{
    [Theory]
    [InlineData(Pack.Default)]
    [InlineData(Pack.Renamed)]
    public async Task Everybody_reads_all_of_it_and_starts_no_report_by_it(Pack pack)
    {
        await using var desk = await Desk.OpenAsync(On.Sqlite, pack);
        var lines = ArticleText.Of(desk.Words.Procedure).SelectMany(part => part.Lines).SelectMany(line => line.Split(ArticleText.Between)).ToHashSet(StringComparer.Ordinal);
        foreach (var person in desk.Staff.Everybody)
        {
            var page = await desk.As(person).GetAsync("/procedure");
            page.Status.ShouldBe(HttpStatusCode.OK, person.Role.ToString());
            var read = Read(page);
            lines.Where(line => !read.Contains(Squeezed(line), StringComparison.Ordinal)).ShouldBeEmpty(person.Role.ToString());
        }

        (await desk.As(desk.Staff.Security).ListAsync()).Ok()["rows"].GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Every_place_that_the_contents_and_the_links_lead_to_is_there_once()
    {
        await using var desk = await Desk.OpenAsync(On.Sqlite);
        var page = (await desk.As(desk.Staff.Agent).GetAsync("/procedure")).Text;
        var ids = Id().Matches(page).Select(match => match.Groups["id"].Value).ToArray();
        ids.ShouldBeUnique();
        var links = Link().Matches(page).Select(match => match.Groups["id"].Value).Where(link => !link.StartsWith("i-", StringComparison.Ordinal)).ToArray();
        links.Length.ShouldBeGreaterThan(20);
        links.Except(ids).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_version_is_found_by_its_number_and_by_its_hash()
    {
        await using var desk = await Desk.OpenAsync(On.Sqlite);
        var version = desk.Words.Procedure.Version;
        var api = desk.As(desk.Staff.Auditor);
        foreach (var name in new[] { $"{version.Number}", version.Hash, version.Hash[..8], "versions" }) (await api.GetAsync("/procedure/" + name)).Status.ShouldBe(HttpStatusCode.OK, name);
        foreach (var name in new[] { "0", "none", version.Hash[..7], new string('0', 64) }) (await api.GetAsync("/procedure/" + name)).Status.ShouldBe(HttpStatusCode.NotFound, name);
        (await api.GetAsync("/procedure/versions?before=none")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Two_versions_stand_side_by_side_with_what_was_removed_and_what_was_added()
    {
        await using var desk = await Desk.OpenAsync(On.Sqlite);
        var api = desk.As(desk.Staff.Agent);
        var current = desk.Words.Procedure;
        (await api.GetAsync("/procedure/versions")).Text.ShouldContain("There is one version so far");

        // Another node has read another pack.
        var other = PackReader.ReadFolder(RenamedPack.Folder);
        var version = other.Procedure.ShouldNotBeNull().Version;
        await desk.Services.GetRequiredService<PackStore>().UseAsync(version, other.Files.ToBytes());
        await Wait.UntilAsync("the other version is known", async () =>
        {
            desk.Advance(5.Seconds());
            return (await api.GetAsync("/procedure/versions")).Text.Contains(version.Hash, StringComparison.Ordinal);
        });

        var page = (await api.GetAsync($"/procedure/versions?before={version.Hash}&after={current.Version.Hash}")).Text;
        var removed = Marked("del").Matches(page).Select(match => WebUtility.HtmlDecode(match.Groups["text"].Value)).ToArray();
        var added = Marked("ins").Matches(page).Select(match => WebUtility.HtmlDecode(match.Groups["text"].Value)).ToArray();
        removed.ShouldContain(PackWords.Of(Pack.Renamed).Text(current.Title));
        added.ShouldContain(current.Title);
        added.ShouldContain(current.NotSaid);
        (await api.GetAsync("/procedure/" + version.Hash)).Text.ShouldContain(WebUtility.HtmlEncode(PackWords.Of(Pack.Renamed).Text(current.Title)));
    }

    static Regex Marked(string tag) => new($"<{tag}>(?<text>[^<]*)</{tag}>", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture);

    static string Read(Reply page) => Squeezed(WebUtility.HtmlDecode(Tag().Replace(page.Text, " ")));

    /// <summary>Letters and digits alone: where a tag or a sign stands between words doesn't matter.</summary>
    static string Squeezed(string text) => string.Concat(text.Where(char.IsLetterOrDigit));

    [GeneratedRegex("<[^>]*>", RegexOptions.NonBacktracking)]
    private static partial Regex Tag();

    [GeneratedRegex(@" id=""(?<id>[^""]*)""", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Id();

    [GeneratedRegex(@"href=""#(?<id>[^""]*)""", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Link();
}
