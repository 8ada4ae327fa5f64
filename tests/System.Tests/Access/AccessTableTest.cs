using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.Json;
using Holdfast.Core.Ledger;
using Holdfast.Harness.People;
using Holdfast.Harness.Story;
using Shouldly;

namespace Holdfast.Tests.Access;

/// <summary>Door × role × relation: each cell is a real request for somebody else's incident, held against the design's table.</summary>
[Long]
public sealed class AccessTableTest
{
    static readonly Relation[] Relations = Enum.GetValues<Relation>();

    [Theory]
    [InlineData(On.Sqlite)]
    [InlineData(On.Postgres)]
    public async Task Every_door_lets_in_whom_the_table_names_and_nobody_else(On database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var incidents = new Incidents(desk);
        var ids = new ConcurrentDictionary<(Door? Door, Relation Relation, string Actor), IncidentId>();
        var doors = Door.Write;
        await incidents.PrepareAsync([.. from actor in incidents.Actors
                                         from relation in Relations
                                         from door in doors.Cast<Door?>().Append(null)
                                         select (relation, actor, (Action<IncidentId>)(id => ids[(door, relation, actor.UserName)] = id))]);
        var wrong = new ConcurrentBag<string>();
        var cells = from door in Door.Read.Concat(doors) from actor in incidents.Actors from relation in Relations select (door, actor, relation);
        var nothing = new ConcurrentDictionary<(Door, string), Knock>();
        await Parallel.ForEachAsync(Door.Read.Concat(doors).SelectMany(door => incidents.Actors.Select(actor => (door, actor))), Eight, async (one, _) =>
            nothing[(one.door, one.actor.UserName)] = await KnockAsync(one.door, one.actor, IncidentId.New(TimeProvider.System)));
        await Parallel.ForEachAsync(cells, Eight, async (cell, _) =>
        {
            var (door, actor, relation) = cell;
            if (relation == Relation.Absent) return;
            var place = Array.IndexOf(incidents.Actors, actor);
            var answer = await KnockAsync(door, actor, ids[(door.Body is null ? null : door, relation, actor.UserName)]);
            var expected = door.Expected(relation)[place];
            var name = $"{door} · {Cells.Roles.Split(' ')[place]} · {relation}";
            if (answer.Sign != expected) wrong.Add($"{name}: {answer.Sign} {(int)answer.Status}, expected {expected}");
            if (expected != '+' && answer.Body.Contains(Incidents.Secret, StringComparison.Ordinal)) wrong.Add(name + ": content");
            if (expected == '-' && answer != nothing[(door, actor.UserName)]) wrong.Add($"{name}: tells apart denied and absent\n{answer}\n{nothing[(door, actor.UserName)]}");
        });
        foreach (var (key, absent) in nothing)
        {
            if (absent.Sign != '-') wrong.Add($"{key.Item1} · {key.Item2} · Absent: {(int)absent.Status}");
        }

        foreach (var actor in incidents.Actors)
        {
            var rows = await RowsAsync(incidents, actor);
            foreach (var relation in Relations.Where(one => one != Relation.Absent))
            {
                var expected = Cells.Sees(relation)[Array.IndexOf(incidents.Actors, actor)];
                var sees = rows.GetValueOrDefault(ids[(null, relation, actor.UserName)].ToString()) switch { "content" => 'C', "number" => 'N', _ => '-' };
                if (sees != expected) wrong.Add($"the queue · {actor.Role} · {relation}: {sees}, expected {expected}");
            }
        }

        wrong.Order(StringComparer.Ordinal).ShouldBeEmpty();

        async Task<Knock> KnockAsync(Door door, Hired actor, IncidentId id)
        {
            var path = door.Path.StartsWith("page:", StringComparison.Ordinal)
                ? string.Format(CultureInfo.InvariantCulture, door.Path["page:".Length..], id) : $"/api/v1/incidents/{id}{door.Path}";
            return await Knock.AtAsync(incidents.As(actor).Http, door.Method, path, door.Body, door.Header);
        }
    }

    [Fact]
    public async Task Nobody_without_an_account_and_nobody_disabled_is_let_in_anywhere()
    {
        await using var desk = await Desk.OpenAsync(On.Sqlite);
        var report = await desk.ReportAsync(desk.Staff.Agent);
        var disabled = desk.As(desk.Staff.Colleague).Http;
        (await disabled.GetAsync("/api/v1/incidents")).StatusCode.ShouldBe(HttpStatusCode.OK);
        await desk.DisablesAsync(desk.Staff.Colleague);
        using var nobody = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = desk.Address };
        nobody.DefaultRequestHeaders.Add("X-Holdfast", "1");
        foreach (var route in Routes.Of(desk.Services).Where(route => !Routes.Open.Contains(route)))
        {
            var parts = route.Split(' ');
            var pattern = parts[^1].Replace("{id:guid?}", report.Id.ToString(), StringComparison.Ordinal).Replace("{id}", report.Id.ToString(), StringComparison.Ordinal).Replace("{evidence}", Incidents.Evidence, StringComparison.Ordinal)
                .Replace("{role}", "agent", StringComparison.Ordinal);
            foreach (var http in new[] { nobody, disabled })
            {
                using var request = new HttpRequestMessage(parts.Length == 2 ? HttpMethod.Parse(parts[0]) : HttpMethod.Get, pattern);
                using var answer = await http.SendAsync(request);
                var turnedAway = answer.StatusCode == HttpStatusCode.Unauthorized
                    || (answer.StatusCode == HttpStatusCode.Redirect && answer.Headers.Location?.ToString().StartsWith("/sign-in", StringComparison.Ordinal) == true)
                    || answer.RequestMessage?.RequestUri?.AbsolutePath == "/sign-in";
                turnedAway.ShouldBeTrue($"{route}: {answer.StatusCode}");
            }
        }
    }

    [Fact]
    public async Task Every_route_has_its_cells()
    {
        await using var desk = await Desk.OpenAsync(On.Sqlite);
        string[] described = [.. Door.Read.Concat(Door.Write).Select(door => door.Route), .. Routes.Open, .. Routes.OnesOwn];
        var routes = Routes.Of(desk.Services);
        routes.Except(described).ShouldBeEmpty("a route without a cell: say who may, in Door or Routes");
        described.Except(routes).ShouldBeEmpty("a cell without a route");
        Routes.Handlers().Except(Routes.DescribedHandlers).ShouldBeEmpty("a page's handler without a cell");
    }

    static ParallelOptions Eight => new() { MaxDegreeOfParallelism = 8 };

    /// <summary>Every row of the queue, over all its pages: its id and what may be opened.</summary>
    static async Task<Dictionary<string, string?>> RowsAsync(Incidents incidents, Hired actor)
    {
        var rows = new Dictionary<string, string?>(StringComparer.Ordinal);
        var after = "";
        while (true)
        {
            var page = (await incidents.As(actor).ListAsync($"limit=200{after}")).Ok();
            foreach (var row in page["rows"].EnumerateArray()) rows.Add(row.GetProperty("id").GetString()!, row.GetProperty("access").GetString());
            if (page["next"].ValueKind != JsonValueKind.Number)
            {
                (await CountAsync(page)).ShouldBe(Math.Min(rows.Count, 1000), $"{actor.Role}: counts tell of more than the rows");
                return rows;
            }

            after = $"&after={page["next"].GetInt64()}";
        }

        static Task<int> CountAsync(Holdfast.Harness.Http.Reply page) => Task.FromResult(Math.Min(1000, page["counts.open"].GetInt32() + page["counts.closed"].GetInt32()));
    }
}
