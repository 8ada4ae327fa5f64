using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Holdfast.Core.Incidents;
using Holdfast.Core.Ledger;
using Holdfast.Harness.Http;
using Holdfast.Harness.Processes;
using Holdfast.Integrations.Procedures;
using Shouldly;

namespace Holdfast.Tests.Confidential;

/// <summary>Types an unusual word, each time with another number, into every field that a door takes, and into doors that refuse it.</summary>
sealed class EveryField(House house, string stem)
{
    /// <summary>The fields of the pack that the server reads, and the product's own.</summary>
    static readonly string[] Answers =
    [
        .. PackReader.ReadFolder(Path.Combine(AppContext.BaseDirectory, "packs", "threat-reporting")).Procedure.ShouldNotBeNull().Fields.Select(field => field.Id),
        Fields.SubjectAccount, Fields.ConflictWitness,
    ];

    int words;

    /// <summary>How many times the word was typed.</summary>
    public int Words => words;

    string Next() => stem + (++words).ToString(CultureInfo.InvariantCulture);

    /// <summary>One incident from first touch to reopening. Returns how often the word is on its record, as its timeline tells.</summary>
    public async Task<int> TypeAsync()
    {
        var incident = IncidentId.New(TimeProvider.System);
        await TakeCallAsync(incident);
        await HandleAsync(incident);
        await BeRefusedAsync(incident);
        return await ReadEverywhereAsync(incident);
    }

    async Task TakeCallAsync(IncidentId incident)
    {
        using var agent = house.As(house.Staff.Agent);
        var statement = SentEntry.Statement(Next());
        var call = SentEntry.Of("emergency-called", new { whom = Next(), calledAt = Next(), reference = Next(), placeTold = Next() });
        (await agent.StartAsync(incident, statement)).Ok();
        (await agent.AppendAsync(incident, [.. Answers.Select(field => SentEntry.Answer(field, Next(), Next()))])).Ok();
        (await agent.AppendAsync(incident,
            SentEntry.Of("statement-corrected", new { statement = statement.Id.ToString(), text = Next() }),
            call,
            SentEntry.Of("emergency-reached", new { call = call.Id.ToString(), reached = true }),
            SentEntry.Of("contact-ended", new { how = Next() }),
            SentEntry.Of("transcript-added", new { text = $"{Next()}: {Next()}" }),
            SentEntry.Of("statement-added", new { text = Next(), from = statement.Id.ToString(), saidBy = Next(), saidAt = Next() }),
            SentEntry.Of("taken-on-paper", new { beganAt = Next(), endedAt = Next(), takenBy = Next() }),
            SentEntry.Of("channel-chosen", new { channel = Next() }),
            SentEntry.Of("step-ticked", new { step = Next() }),
            SentEntry.Of("step-skipped", new { step = Next(), word = Next() }),
            SentEntry.Of("step-reopened", new { step = Next() }),
            SentEntry.Of("outside-form-answered", new { completed = Next() }),
            SentEntry.Of("outside-number-recorded", new { number = Next() }),
            SentEntry.Of("case-answered", new { exists = true, number = Next() }),
            SentEntry.Of("case-value-copied", new { item = Next(), value = Next() }),
            SentEntry.Of("case-done", new { number = Next() }),
            SentEntry.Of("note-added", new { text = Next() }),
            SentEntry.Of("answer-given", new { field = Next(), state = "observed", values = new[] { Next() } }),
            SentEntry.Of("answer-given", new { field = Next(), state = Next(), odd = Next() }),
            SentEntry.Of(Next(), new { anything = Next() }),
            SentEntry.Of("statement-added", new { wrong = Next() }))).Ok();
        (await agent.DraftAsync(incident, Answers[^3], EntryId.New(TimeProvider.System), Next())).Ok();
        (await agent.DraftAsync(incident, Fields.Transcript, EntryId.New(TimeProvider.System), Next())).Ok();
        (await agent.DraftAsync(incident, Fields.Statement, EntryId.New(TimeProvider.System), Next())).Ok();
        var replaced = EntryId.New(TimeProvider.System);
        for (var keystroke = 0; keystroke < 20; keystroke++) (await agent.DraftAsync(incident, Answers[0], replaced, Next())).Ok();
        (await agent.DraftAsync(incident, Answers[0], replaced, "")).Ok();
        await EveryPiece.SendAsync(agent, incident, Next);
        await SealAsync(agent, incident);
        (await agent.AskForSupervisorAsync(incident)).Ok();
        (await agent.SetPriorityAsync(incident, "P1", Next())).Ok();
        (await agent.FileAsync(incident)).Ok();
    }

    /// <summary>Words that come sealed: kept, to be checked, denied, and such as don't open.</summary>
    async Task SealAsync(Api agent, IncidentId incident)
    {
        using var nobody = new Api(house.Settings.Url, token: null);
        using var page = await Sealer.OfAsync(agent);
        using var colleague = house.As(house.Staff.Colleague);
        using var denied = await Sealer.OfAsync(colleague);
        var at = TimeProvider.System.GetUtcNow();
        var reply = (await Sealer.BringAsync(nobody, at,
            page.Entry(incident, at, SentEntry.Statement(Next())), page.Entry(incident, at.AddDays(-3), SentEntry.Statement(Next())),
            page.Draft(incident, at, Fields.Statement, EntryId.New(TimeProvider.System), Next()), page.Op(incident, at, Next(), new { text = Next() }),
            denied.Entry(incident, at, SentEntry.Statement(Next())), page.Seal(Encoding.UTF8.GetBytes(Next())),
            new { key = Next(), epk = Next(), iv = Next(), box = Next() }, Next())).Ok();
        reply.Text.ShouldBe("""{"kept":[true,true,true,true,true,true,true,true]}""");
        ((int)(await nobody.PostAsync("/api/v1/session", new { userName = Next(), password = Next() })).Status).ShouldBe(401);
    }

    async Task HandleAsync(IncidentId incident)
    {
        using var supervisor = house.As(house.Staff.Supervisor);
        using var security = house.As(house.Staff.Security);
        var before = IncidentId.New(TimeProvider.System);
        (await supervisor.AcknowledgeAsync(incident)).Ok();
        (await supervisor.StartAsync(before)).Ok();
        (await supervisor.LinkAsync(incident, before.ToString(), Next())).Ok();
        (await supervisor.SetPriorityAsync(incident, "P2", Next())).Ok();
        (await supervisor.AssignAsync(incident, house.Staff.Lead.Id.ToString(), Next())).Ok();
        (await supervisor.GrantAsync(incident, house.Staff.Colleague.Id.ToString(), Next())).Ok();
        using (var other = house.As(house.Staff.OtherSupervisor)) (await other.BreakGlassAsync(incident, Next())).Ok();
        (await security.CloseAsync(incident, Next())).Ok();
        (await security.ReopenAsync(incident, Next())).Ok();
    }

    /// <summary>What is refused must not be in a log either, nor what stands in an address by mistake.</summary>
    async Task BeRefusedAsync(IncidentId incident)
    {
        using var agent = house.As(house.Staff.Agent);
        using var nobody = new Api(house.Settings.Url, token: null);
        using var unknown = new Api(house.Settings.Url, Next());
        var person = house.Staff.Supervisor.Id;
        Reply[] refused =
        [
            await agent.GetAsync($"/api/v1/incidents/{Next()}"),
            await agent.GetAsync($"/{Next()}?{Next()}={Next()}"),
            await agent.GetAsync($"/first/{Next()}"),
            await agent.PostAsync($"/api/v1/incidents/{incident}/{Next()}", new { text = Next() }),
            await agent.PostAsync($"/api/v1/incidents/{incident}/priority", new { to = Next(), reason = Next() }),
            await agent.PostAsync($"/api/v1/incidents/{incident}/owner", new { owner = Next(), reason = Next() }),
            await agent.PostAsync($"/api/v1/incidents/{IncidentId.New(TimeProvider.System)}/entries", new { entries = new[] { new { text = Next() } } }),
            await agent.SendAsync(HttpMethod.Delete, $"/api/v1/incidents/{incident}", new { reason = Next() }),
            await nobody.PostAsync("/api/v1/incidents", new { id = incident.ToString(), entries = new[] { new { text = Next() } } }),
            await unknown.MeAsync(),
        ];
        foreach (var reply in refused)
        {
            ((int)reply.Status).ShouldBeInRange(300, 499, reply.Text);
            reply.Text.ShouldNotContain(stem);
        }

        // Bytes that are no JSON, and an answer far too long.
        foreach (var bytes in new[] { $"{{\"entries\":[{{\"text\":\"{Next()}", $"{Next()}", new string('x', 40_000_000) + Next() })
        {
            try
            {
                using var content = new StringContent(bytes, Encoding.UTF8, "application/json");
                using var answer = await agent.Http.PostAsync(new Uri($"/api/v1/incidents/{incident}/entries", UriKind.Relative), content);
                answer.StatusCode.ShouldNotBe(HttpStatusCode.InternalServerError);
            }
            catch (HttpRequestException)
            {
                // The server may hang up amid too long a body.
            }
        }

        await SignInAsync();
    }

    /// <summary>A password typed into the field for the name is a word that no log should hold.</summary>
    async Task SignInAsync()
    {
        using var browser = new HttpClient { BaseAddress = new Uri(house.Settings.Url) };
        var page = await browser.GetStringAsync(new Uri("/sign-in", UriKind.Relative));
        using var form = new FormUrlEncodedContent(FormFields(page).Select(field => KeyValuePair.Create(field.Name, field.Hidden ?? Next())));
        using var answer = await browser.PostAsync(new Uri("/sign-in", UriKind.Relative), form);
        ((int)answer.StatusCode).ShouldBeLessThan(500);
        words.ShouldBeGreaterThan(1);
    }

    static IEnumerable<(string Name, string? Hidden)> FormFields(string page) =>
        Regex.Matches(page, "<input[^>]*>", RegexOptions.NonBacktracking)
            .Select(match => match.Value)
            .Select(input => (Name: Attribute(input, "name"), Hidden: Attribute(input, "type") == "hidden" ? Attribute(input, "value") ?? "" : null))
            .Where(field => field.Name is not null)
            .Select(field => (field.Name!, field.Hidden));

    static string? Attribute(string tag, string name) =>
        Regex.Match(tag, $" {name}=\"([^\"]*)\"", RegexOptions.NonBacktracking) is { Success: true } match ? WebUtility.HtmlDecode(match.Groups[1].Value) : null;

    async Task<int> ReadEverywhereAsync(IncidentId incident)
    {
        using var supervisor = house.As(house.Staff.Supervisor);
        (await supervisor.ReadAsync(incident)).Ok();
        (await supervisor.DraftsAsync(incident)).Ok();
        (await supervisor.ListAsync("limit=50")).Ok();
        foreach (var page in new[] { $"/incidents/{incident}", $"/incidents/{incident}/print", "/desk", "/reports" }) await supervisor.GetAsync(page);
        var timeline = (await supervisor.TimelineAsync(incident)).Ok();
        return Regex.Count(timeline.Text, stem, RegexOptions.NonBacktracking);
    }
}
