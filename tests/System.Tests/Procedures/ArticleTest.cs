using System.Net;
using System.Text.RegularExpressions;
using Holdfast.Harness.Http;
using Holdfast.Harness.Procedures;
using Holdfast.Harness.Story;
using Holdfast.Web.Procedures;
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
