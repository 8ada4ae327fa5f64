using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Holdfast.Core.Ledger;
using Holdfast.Harness.Http;
using Holdfast.Harness.Story;
using Shouldly;

namespace Holdfast.Tests.Scenarios;

/// <summary>A request that waited in a server that hung would say how long ago things were when it was sent, not when it is read.</summary>
public sealed class GivenUpTest
{
    [Theory]
    [InlineData(On.Sqlite)]
    [InlineData(On.Postgres)]
    public async Task What_comes_later_than_its_sender_waits_is_sent_again_with_its_true_time(On database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var report = await desk.ReportAsync(desk.Staff.Agent);
        var api = desk.As(desk.Staff.Agent);
        var now = desk.Clock.GetUtcNow();
        var words = new { id = EntryId.New(desk.Clock).ToString(), type = "statement-added", version = 1, body = new { text = "It goes off at noon" }, ago = 500 };
        var batch = new { entries = new[] { words } };

        var late = await SentAsync(api, $"/api/v1/incidents/{report.Id}/entries", batch, now.AddSeconds(-90));
        late.Status.ShouldBe(HttpStatusCode.RequestTimeout);
        late.Body.GetProperty("serverTime").GetDateTimeOffset().ShouldBe(now);
        (await report.ReadAsync())["statements"].GetArrayLength().ShouldBe(0);

        var again = new { entries = new[] { words with { ago = 90_500 } } };
        (await SentAsync(api, $"/api/v1/incidents/{report.Id}/entries", again, now.AddSeconds(-9))).Status.ShouldBe(HttpStatusCode.OK);
        (await report.ReadAsync())["statements"][0].GetProperty("at").GetDateTimeOffset().ShouldBe(now.AddSeconds(-90.5));

        // A clock that is ahead, and none at all, are believed in their differences as before.
        foreach (var sent in new DateTimeOffset?[] { now.AddDays(1), null })
        {
            (await SentAsync(api, $"/api/v1/incidents/{report.Id}/entries", batch, sent)).Status.ShouldBe(HttpStatusCode.OK);
        }
    }

    static async Task<(HttpStatusCode Status, JsonElement Body)> SentAsync(Api api, string path, object body, DateTimeOffset? sent)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body, body.GetType()) };
        request.Headers.TryAddWithoutValidation("X-Holdfast", "1");
        request.Headers.TryAddWithoutValidation("X-Holdfast-Sent", sent?.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture) ?? "");
        using var answer = await api.Http.SendAsync(request);
        return (answer.StatusCode, JsonElement.Parse(await answer.Content.ReadAsStringAsync()));
    }
}
