using System.Collections.Immutable;
using Holdfast.Core.Incidents;
using Holdfast.Core.Procedures;
using Holdfast.Core.Text;

namespace Holdfast.Web.Procedures;

/// <summary>A pack's conditions in plain words: "Kind is Bomb, and channel is Phone". Pure.</summary>
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

        var said = string.Join(", and ", when.Conditions.Select(condition => Of(condition, procedure)));
        return char.ToUpperInvariant(said[0]) + said[1..];
    }

    static string Of(Condition condition, Procedure procedure) => Circumstances.Reserved.ContainsKey(condition.Key)
        ? string.Join(" or ", Reserved(condition.Key, condition.Values, procedure))
        : Answer(condition.Values, procedure.Field(condition.Key), condition.Key);

    static IEnumerable<string> Reserved(string key, ImmutableArray<string> values, Procedure procedure) => key == "channel"
        ? [$"channel is {string.Join(" or ", values.Select(value => Words<Channel>.TryParse(value, out var channel) ? procedure.Channel(channel).Label : value))}"]
        : values.Select(value => (key, value) switch
        {
            ("line", "on") => "they are still there",
            ("line", _) => "contact has ended",
            ("words", "some") => "exact words are written down",
            ("words", _) => "no exact words are written down",
            ("transcript", "some") => "a transcript is there",
            ("transcript", _) => "no transcript is there",
            ("supervisor", "none") => "nobody was rung",
            ("supervisor", "ringing") => "it rings",
            ("supervisor", _) => "somebody has acknowledged",
            ("customer-asked", "yes") => "the customer asked for a supervisor",
            ("customer-asked", _) => "the customer did not ask for a supervisor",
            ("emergency", "none") => "no emergency call is logged",
            ("emergency", "called") => "an emergency call is logged",
            ("emergency", _) => "emergency services reached them",
            ("filed", "yes") => "the report is filed",
            ("filed", _) => "the report is not filed",
            ("case", "done") => "the case is done",
            ("case", _) => "the case is not done",
            ("priority", _) => $"priority is {value}",
            ("handover", "none") => "no transfer was offered",
            ("handover", "offered") => "the transfer is offered",
            ("handover", "accepted") => "somebody takes the transfer",
            ("handover", "joined") => "the caller and who takes over are connected",
            ("handover", "released") => "the agent has left the call",
            ("handover", _) => "the transfer failed",
            ("passed-on", "yes") => "it is passed on to Corporate Security",
            ("passed-on", _) => "it is not passed on to Corporate Security",
            ("care", "done") => "the agent was looked after",
            ("care", _) => "nobody has looked after the agent yet",
            _ => $"{key} is {value}",
        });

    static string Answer(ImmutableArray<string> values, Field? field, string key)
    {
        var label = Named(field?.Label ?? key);
        var chosen = values.Where(value => value is not (Circumstances.Any or Circumstances.None)).ToArray();
        List<string> said = [];
        if (chosen.Length > 0)
        {
            said.Add(field is { Type: FieldType.Tick } ? $"{label} is ticked" : $"{label} is {string.Join(" or ", chosen.Select(value => Choice(field, value)))}");
        }

        if (values.Contains(Circumstances.Any))
        {
            said.Add($"{label} is answered");
        }

        if (values.Contains(Circumstances.None))
        {
            said.Add($"{label} is blank");
        }

        return string.Join(" or ", said);
    }

    /// <summary>A label that is a question of its own stands in quotation marks.</summary>
    static string Named(string label) => label is [.., var last] && !char.IsLetterOrDigit(last) ? $"“{label}”" : label;

    static string Choice(Field? field, string value) => field?.Choices.FirstOrDefault(choice => choice.Value == value)?.Label ?? value;
}
