using System.Globalization;
using System.Text;
using System.Text.Json;
using Holdfast.Core.Ledger;
using Holdfast.Harness;
using Holdfast.Harness.Faults;
using Holdfast.Harness.Http;
using Holdfast.Harness.Processes;
using Microsoft.Playwright;

namespace Holdfast.Histories;

/// <summary>
/// A story that a seed makes up: somebody types, breaks lines, gives answers, while tabs crash, browser and server are killed, the network goes, the
/// session ends and people sign in and out. In the end the record must hold what was typed, each entry once, in order. Plays on a house of its own.
/// </summary>
public sealed class History(House house, IPlaywright playwright, ulong seed)
{
    const int Steps = 24;
    const int MostLetters = 12;

    /// <summary>A weight and a word for each thing that can happen.</summary>
    static readonly (int Weight, string What)[] Chances =
    [
        (30, "type"), (14, "line"), (6, "answer"), (4, "choose"), (3, "pause"), (5, "offline"), (6, "online"), (4, "refresh"), (3, "crash"), (2, "close"),
        (2, "kill-browser"), (4, "kill-server"), (6, "start-server"), (3, "session-ends"), (3, "other-tab"), (2, "sign-out"), (2, "another-person"),
    ];

    readonly Dice dice = new(seed);
    readonly List<string> told = [];
    readonly StringBuilder typed = new();
    readonly Dictionary<string, string> answers = new(StringComparer.Ordinal);
    readonly List<string> given = [];
    readonly List<string> problems = [];
    int words;

    /// <summary>Plays it and looks at the record.</summary>
    public async Task<HistoryOutcome> PlayAsync()
    {
        using var profile = new TemporaryFolder();
        await using var typist = new Typist(house, playwright, profile["profile"]);
        try
        {
            await typist.OpenAsync();
            for (var step = 0; step < Steps; step++)
            {
                var what = step == 0 ? "type" : Choose();
                told.Add(what);
                await DoAsync(typist, what);
            }

            told.Add("the end");
            await typist.FinishAsync();
        }
        catch (Exception stuck) when (stuck is TimeoutException or PlaywrightException)
        {
            problems.Add($"It went no further: {stuck.Message} {await typist.DescribeAsync()}");
        }

        if (house.Server is null) await house.StartAsync();
        return await CompareAsync(typist);
    }

    string Choose()
    {
        var at = dice.Below(Chances.Sum(one => one.Weight));
        return Chances.First(one => (at -= one.Weight) < 0).What;
    }

    async Task DoAsync(Typist typist, string what)
    {
        switch (what)
        {
            case "type": await TypeAsync(typist); break;
            case "line": await typist.EnterAsync(); break;
            case "answer": await AnswerAsync(typist); break;
            case "choose": await typist.ChooseAsync(dice.Below(4)); break;
            case "pause": await typist.PauseAsync(); break;
            case "offline": await typist.OfflineAsync(true); break;
            case "online": await typist.OfflineAsync(false); break;
            case "refresh": await typist.RefreshAsync(); break;
            case "crash": await typist.CrashAsync(); break;
            case "close": await typist.CloseAsync(); break;
            case "kill-browser": await typist.KillAsync(keepsSession: dice.Below(2) == 0); break;
            case "kill-server": await house.KillAsync(); break;
            case "start-server": await typist.UpAsync(); break;
            case "session-ends": await typist.EndSessionAsync(); break;
            case "other-tab": await typist.OtherTabAsync(); break;
            case "sign-out": await typist.SignOutAsync(); break;
            case "another-person": await typist.AnotherPersonAsync(); break;
            default: throw new InvalidOperationException(what);
        }
    }

    async Task TypeAsync(Typist typist)
    {
        // Words that occur nowhere else, so that one that is there twice is seen.
        var text = string.Create(CultureInfo.InvariantCulture, $"w{words++}{new string((char)('a' + dice.Below(26)), 1 + dice.Below(MostLetters))} ");
        typed.Append(text.Trim());
        told[^1] += $" {text.Trim()}";
        await typist.TypeAsync(text);
    }

    async Task AnswerAsync(Typist typist)
    {
        var (field, text) = (dice.Below(2) == 0 ? "caller-name" : "caller-location", string.Create(CultureInfo.InvariantCulture, $"answer {words++}"));
        told[^1] += $" {field}={text}";
        answers[field] = text;
        given.Add($"{field}={text}");
        await typist.AnswerAsync(field, text);
    }

    /// <summary>By the time they were said: sealed words of a dead window may come after those of the next.</summary>
    static string Words(Reply record) => string.Concat(record["statements"].EnumerateArray()
        .Select(one => (At: one.GetProperty("at").GetDateTimeOffset(), Text: one.GetProperty("text").GetString() ?? "")).OrderBy(one => one.At)
        .Select(one => one.Text.Replace(" ", "", StringComparison.Ordinal)));

    async Task<HistoryOutcome> CompareAsync(Typist typist)
    {
        using var api = house.As(house.Staff.Agent);
        if (!IncidentId.TryParse(typist.Incident, out var id)) return new HistoryOutcome(seed, told, typed.ToString(), "", [.. problems, .. typist.Problems, "No incident began."]);
        var record = (await api.ReadAsync(id)).Ok();
        var found = Words(record);

        // What a page that is gone had typed as far as the server's draft becomes an entry half a minute later.
        try
        {
            await Wait.UntilAsync("the record holds what was typed", async () =>
            {
                record = (await api.ReadAsync(id)).Ok();
                found = Words(record);
                return found == typed.ToString();
            }, pause: TimeSpan.FromMilliseconds(500));
        }
        catch (TimeoutException)
        {
            // The outcome says what was found instead.
        }

        foreach (var (field, text) in answers)
        {
            var value = record["answers"].TryGetProperty(field, out var answer) ? string.Join('|', answer.GetProperty("values").EnumerateArray().Select(one => one.GetString())) : "nothing";
            if (value != text) problems.Add($"{field} is {value}, not {text}.");
        }

        var entries = new List<JsonElement>();
        await foreach (var (_, entry) in api.EntriesAsync(id)) entries.Add(entry);
        foreach (var one in given)
        {
            var times = entries.Count(entry => entry.GetProperty("type").ValueEquals("answer-given")
                && $"{entry.GetProperty("body").GetProperty("field").GetString()}={string.Join('|', entry.GetProperty("body").GetProperty("values").EnumerateArray().Select(value => value.GetString()))}" == one);
            if (times != 1) problems.Add($"{one} is on record {times} times.");
        }

        problems.AddRange(typist.Problems);
        if (entries.Any(entry => entry.GetProperty("type").ValueEquals("kept-as-it-came"))) problems.Add("Something was kept as it came.");
        var chosen = typist.Chosen is { } kind ? record["answers"].TryGetProperty("kind", out var kinds) && kinds.GetProperty("values").EnumerateArray().Any(value => value.GetString() == kind) : true;
        if (!chosen) problems.Add($"{typist.Chosen} is not chosen.");
        if (typed.ToString() != found) problems.AddRange(entries.Select(entry => $"  {entry.GetProperty("sequence")} {entry.GetProperty("id").GetString()![^6..]} {entry.GetProperty("occurredAt")} {entry.GetProperty("at")} {entry.GetProperty("type")} {entry.GetProperty("body")}"));
        return new HistoryOutcome(seed, told, typed.ToString(), found, problems);
    }
}
