using Holdfast.Core.Incidents;
using Holdfast.Core.Ledger;
using Holdfast.Core.Procedures;

namespace Holdfast.Web.Incidents;

/// <summary>The live screen's form as a browser without scripts posts it.</summary>
public sealed class LiveForm(IFormCollection form, Procedure procedure)
{
    /// <summary>The button that was pressed.</summary>
    public string Do { get; } = form["do"].ToString();

    /// <summary>The line of exact words, if one was written.</summary>
    public string? Words => Given("statement");

    /// <summary>What became of the caller, if a button said so.</summary>
    public Fact? Contact => Do switch
    {
        "caller-hung-up" => new ContactEnded(Core.Incidents.Contact.CallerHungUp),
        "line-lost" => new ContactEnded(Core.Incidents.Contact.LineLost),
        "resumed" => new ContactResumed(),
        _ => null,
    };

    /// <summary>A call to emergency services, if one was logged.</summary>
    public EmergencyCalled? Called => Do == "called" && Given("whom") is { } whom
        ? new EmergencyCalled(whom, Given("calledAt"), Given("reference"), Given("placeTold"))
        : null;

    /// <summary>An id that the form brought along.</summary>
    /// <exception cref="BadHttpRequestException">It isn't one: the form isn't ours.</exception>
    public Guid Id(string name) => Guid.TryParseExact(form[name], "D", out var id) && id != Guid.Empty ? id : throw new BadHttpRequestException("The form is incomplete.");

    /// <summary>The answers that differ from what is on record.</summary>
    public IEnumerable<AnswerGiven> Facts(Incident incident)
    {
        if (Do == "called") yield break;
        foreach (var field in procedure.Fields.Where(field => field.Id is not (Fields.SubjectAccount or Fields.ConflictWitness)))
        {
            string[] values = [.. form[field.Id].OfType<string>().Select(value => value.Trim()).Where(value => value.Length > 0)];
            var state = values.Length == 0 ? AnswerState.Blank
                : values is [var one] && one == procedure.NotSaid ? AnswerState.NotSaid
                : AnswerState.Answered;
            if (state == AnswerState.NotSaid) values = [];
            var before = incident.Answers.GetValueOrDefault(field.Id);
            var same = before is null ? state == AnswerState.Blank : before.State == state && before.Values.SequenceEqual(values, StringComparer.Ordinal);
            if (!same) yield return new AnswerGiven(field.Id, state, [.. values]);
        }
    }

    string? Given(string name) => form[name].ToString().Trim() is { Length: > 0 } text ? text : null;
}
