using Holdfast.Core.Escalation;
using Holdfast.Core.Incidents;
using Holdfast.Core.Ledger;
using Holdfast.Core.Procedures;
using Holdfast.Core.Text;

namespace Holdfast.Web.Incidents;

/// <summary>The live screen's form as a browser without scripts posts it. Dates and times are in <paramref name="zone"/>.</summary>
public sealed class LiveForm(IFormCollection form, Procedure procedure, TimeZoneInfo zone)
{
    /// <summary>The button that was pressed.</summary>
    public string Do { get; } = form["do"].ToString();

    /// <summary>The line of exact words, if one was written.</summary>
    public string? Words => Given(Fields.Statement);

    /// <summary>What was pasted whole, to the character.</summary>
    public string? Pasted => string.IsNullOrWhiteSpace(form[Fields.Transcript]) ? null : form[Fields.Transcript].ToString();

    /// <summary>The line of it that becomes an exact quote, if its button was pressed.</summary>
    public string? Quoted => Do.StartsWith("quote:", StringComparison.Ordinal) ? Do["quote:".Length..] : null;

    /// <summary>The step of the transfer that its button says, if one was pressed.</summary>
    public HandoverStep? Handover => Do.StartsWith("handover:", StringComparison.Ordinal) && Words<HandoverStep>.TryParse(Do["handover:".Length..], out var step) ? step : null;

    /// <summary>Why a transfer did not work, in a word; optional.</summary>
    public string? HandoverWhy => Given("handover-why");

    /// <summary>The channel that is chosen; null where the form has no such choice.</summary>
    public Channel? Channel => Words<Channel>.TryParse(form["channel"], out var channel) ? channel : null;

    /// <summary>The fact that the button stands for, if it does.</summary>
    public Fact? Act => Do.Split(':') switch
    {
        ["caller-hung-up"] => new ContactEnded(Contact.CallerHungUp),
        ["line-lost"] => new ContactEnded(Contact.LineLost),
        ["resumed"] => new ContactResumed(),
        ["called"] when Given("whom") is { } whom => new EmergencyCalled(whom, Given("calledAt"), Given("reference"), Given("placeTold")),
        ["reached", var call, var word] when EntryId.TryParse(call, out var id) => new EmergencyReached(id, word == Fields.Yes),
        ["step-ticked", var step] => new StepTicked(step),
        ["step-skipped", var step] => new StepSkipped(step, Given("skip-" + step) ?? ""),
        ["step-reopened", var step] => new StepReopened(step),
        _ => null,
    };

    /// <summary>Lines of exact words that were written over. Each came along as it stood, so that somebody else's correction isn't undone by a page that doesn't know it.</summary>
    public IEnumerable<StatementCorrected> Corrections =>
        from name in form.Keys
        where name.StartsWith(Corrected, StringComparison.Ordinal) && EntryId.TryParse(name[Corrected.Length..], out _)
        let words = Given(name) ?? ""
        where Plain(words) != Plain(form["was-" + name[Corrected.Length..]].ToString())
        select new StatementCorrected(EntryId.TryParse(name[Corrected.Length..], out var id) ? id : default, words);

    const string Corrected = "correct-";

    /// <summary>Without what a browser changes by itself.</summary>
    static string Plain(string text) => text.ReplaceLineEndings("\n").Trim();

    /// <summary>An id that the form brought along.</summary>
    /// <exception cref="BadHttpRequestException">It isn't one: the form isn't ours.</exception>
    public Guid Id(string name) => Guid.TryParseExact(form[name], "D", out var id) && id != Guid.Empty ? id : throw new BadHttpRequestException("The form is incomplete.");

    /// <summary>What differs from what is on record: the channel, answers, colleagues marked. A preset that nobody changed is no answer.</summary>
    public IEnumerable<Fact> Facts(Incident incident)
    {
        if (Do == "called") yield break;
        if (Channel is { } channel && channel != incident.Channel) yield return new ChannelChosen(channel);
        var circumstances = Circumstances.Of(incident);
        var open = procedure.Sections.Where(section => section.When.Holds(circumstances)).SelectMany(section => section.Fields).Where(field => field.When.Holds(circumstances)).ToHashSet();
        foreach (var field in procedure.Fields)
        {
            var given = Answer(incident, field, open.Contains(field));
            if (Differs(incident, field, given)) yield return given;
        }

        foreach (var mark in (string[])[Fields.SubjectAccount, Fields.ConflictWitness])
        {
            var given = new AnswerGiven(mark, Given(mark) is null ? AnswerState.Blank : AnswerState.Answered, Given(mark) is { } value ? [value] : []);
            if (form.ContainsKey(mark) && Differs(incident, given)) yield return given;
        }
    }

    AnswerGiven Answer(Incident incident, Field field, bool open)
    {
        var values = Values(field);
        var notSaid = values is [var one] && procedure.IsNotSaid(one);
        var blank = values.Length == 0 && !incident.IsAnswered(field.Id) && field.Preset is null;
        var state = Do == "not-said:" + field.Id || notSaid || (Do == "rest" && blank && open && field.MayBeNotSaid) ? AnswerState.NotSaid
            : values.Length == 0 ? AnswerState.Blank
            : field.Type == FieldType.Heard ? AnswerState.Observed
            : AnswerState.Answered;
        return new AnswerGiven(field.Id, state, state is AnswerState.NotSaid or AnswerState.Blank ? [] : [.. values]);
    }

    string[] Values(Field field)
    {
        if (field.Type == FieldType.Moment && Given(field.Id + ".words") is { } words) return [words];
        string[] sent = [.. form[field.Id].OfType<string>().Select(value => value.Trim()).Where(value => value.Length > 0)];

        // A box for "not said" left ticked beside an answer.
        if (sent.Length > 1) sent = [.. sent.Where(value => !procedure.IsNotSaid(value))];
        return field.Type == FieldType.Moment ? [.. sent.Select(value => Moments.FromInput(value, zone))] : sent;
    }

    bool Differs(Incident incident, Field field, AnswerGiven given)
    {
        if (field.Preset is not null && !incident.Answers.ContainsKey(field.Id))
        {
            // The empty page of a preset that means "now" shows nothing yet.
            return given.State == AnswerState.NotSaid || !(given.Values is [var one] ? Same(field, one, Filing.Preset(incident, field)) : field.Preset == Field.Now);
        }

        return field.Type == FieldType.Moment && given.Values is [var at] && incident.Values(field.Id) is [var was] ? !Same(field, at, was) : Differs(incident, given);
    }

    static bool Differs(Incident incident, AnswerGiven given)
    {
        var before = incident.Answers.GetValueOrDefault(given.Field);
        return before is null ? given.State != AnswerState.Blank : before.State != given.State || !before.Values.SequenceEqual(given.Values, StringComparer.Ordinal);
    }

    bool Same(Field field, string one, string other) => one == other || (field.Type == FieldType.Moment && Moments.Same(one, other, zone));

    string? Given(string name) => form[name].ToString().Trim() is { Length: > 0 } text ? text : null;
}
