using System.Collections.Immutable;
using Holdfast.Core.Incidents;
using Holdfast.Core.Procedures;
using Holdfast.Core.Text;

namespace Holdfast.Web.Procedures;

/// <summary>A pack's conditions in plain words of the reader's language: "Kind is Bomb, and channel is Phone".</summary>
public static class ConditionWords
{
    /// <summary>One sentence without its full stop; null where it always holds.</summary>
    /// <param name="procedure">Whose labels the fields, choices and channels have.</param>
    public static string? Of(When when, Procedure procedure)
    {
        if (when.Conditions.IsEmpty)
        {
            return null;
        }

        var said = when.Conditions.Select(condition => Of(condition, procedure)).Aggregate((one, other) => T("{0}, and {1}", one, other));
        return char.ToUpperInvariant(said[0]) + said[1..];
    }

    static string Of(Condition condition, Procedure procedure) => Circumstances.Reserved.ContainsKey(condition.Key)
        ? Or(Reserved(condition.Key, condition.Values, procedure))
        : Answer(condition.Values, procedure.Field(condition.Key), condition.Key);

    static IEnumerable<string> Reserved(string key, ImmutableArray<string> values, Procedure procedure) => key == "channel"
        ? [T("channel is {0}", Or(values.Select(value => Words<Channel>.TryParse(value, out var channel) ? procedure.Channel(channel).Label : value)))]
        : values.Select(value => (key, value) switch
        {
            ("line", "on") => T("they are still there"),
            ("line", _) => T("contact has ended"),
            ("words", "some") => T("exact words are written down"),
            ("words", _) => T("no exact words are written down"),
            ("transcript", "some") => T("a transcript is there"),
            ("transcript", _) => T("no transcript is there"),
            ("supervisor", "none") => T("nobody was rung"),
            ("supervisor", "ringing") => T("it rings"),
            ("supervisor", _) => T("somebody has acknowledged"),
            ("customer-asked", "yes") => T("the customer asked for a supervisor"),
            ("customer-asked", _) => T("the customer did not ask for a supervisor"),
            ("emergency", "none") => T("no emergency call is logged"),
            ("emergency", "called") => T("an emergency call is logged"),
            ("emergency", _) => T("emergency services reached them"),
            ("filed", "yes") => T("the report is filed"),
            ("filed", _) => T("the report is not filed"),
            ("case", "done") => T("the case is done"),
            ("case", _) => T("the case is not done"),
            ("evidence", "none") => T("no evidence is there"),
            ("evidence", "kept") => T("evidence is kept"),
            ("evidence", _) => T("evidence is still to come"),
            ("priority", _) => T("priority is {0}", value),
            ("handover", "none") => T("no transfer was offered"),
            ("handover", "offered") => T("the transfer is offered"),
            ("handover", "accepted") => T("somebody takes the transfer"),
            ("handover", "joined") => T("the caller and who takes over are connected"),
            ("handover", "released") => T("the agent has left the call"),
            ("handover", _) => T("the transfer failed"),
            ("passed-on", "yes") => T("it is passed on to Corporate Security"),
            ("passed-on", _) => T("it is not passed on to Corporate Security"),
            ("care", "done") => T("the agent was looked after"),
            ("care", _) => T("nobody has looked after the agent yet"),
            _ => T("{0} is {1}", key, value),
        });

    static string Answer(ImmutableArray<string> values, Field? field, string key)
    {
        var label = Named(field?.Label ?? key);
        var chosen = values.Where(value => value is not (Circumstances.Any or Circumstances.None)).ToArray();
        List<string> said = [];
        if (chosen.Length > 0)
        {
            said.Add(field is { Type: FieldType.Tick } ? T("{0} is ticked", label) : T("{0} is {1}", label, Or(chosen.Select(value => Choice(field, value)))));
        }

        if (values.Contains(Circumstances.Any))
        {
            said.Add(T("{0} is answered", label));
        }

        if (values.Contains(Circumstances.None))
        {
            said.Add(T("{0} is blank", label));
        }

        return Or(said);
    }

    static string Or(IEnumerable<string> said) => said.Aggregate((one, other) => T("{0} or {1}", one, other));

    /// <summary>A label that is a question of its own stands in quotation marks.</summary>
    static string Named(string label) => label is [.., var last] && !char.IsLetterOrDigit(last) ? $"“{label}”" : label;

    static string Choice(Field? field, string value) => field?.Choices.FirstOrDefault(choice => choice.Value == value)?.Label ?? value;
}
