using System.Collections.Frozen;
using System.Collections.Immutable;
using Holdfast.Core.Escalation;
using Holdfast.Core.Incidents;
using Holdfast.Core.Text;

namespace Holdfast.Core.Procedures;

/// <summary>What can be said of an incident in the words of a pack's conditions. Immutable; the page's script keeps the same map.</summary>
public sealed class Circumstances
{
    /// <summary>The field has an answer, "not said" included.</summary>
    public const string Any = "any";

    /// <summary>The field is blank.</summary>
    public const string None = "none";

    /// <summary>Keys that are no fields, and the values that each can have.</summary>
    public static readonly FrozenDictionary<string, ImmutableArray<string>> Reserved = new Dictionary<string, ImmutableArray<string>>(StringComparer.Ordinal)
    {
        ["channel"] = [.. Enum.GetValues<Channel>().Select(Words<Channel>.Of)],
        ["line"] = ["on", "handed-over", "ended"],
        ["words"] = ["some", "none"],
        ["transcript"] = ["some", "none"],
        ["supervisor"] = ["none", "ringing", "taken"],
        ["customer-asked"] = ["yes", "no"],
        ["emergency"] = ["none", "called", "reached"],
        ["filed"] = ["yes", "no"],
        ["case"] = ["open", "done"],
        ["evidence"] = ["none", "kept", "owed"],
        ["priority"] = [.. Enum.GetValues<Priority>().Select(Words<Priority>.Of)],
        ["handover"] = ["none", .. Enum.GetValues<HandoverStep>().Select(Words<HandoverStep>.Of)],
        ["passed-on"] = ["yes", "no"],
        ["care"] = ["open", "done"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    static readonly ImmutableArray<string> Blank = [None];
    readonly Dictionary<string, ImmutableArray<string>> values = new(StringComparer.Ordinal);

    Circumstances()
    {
    }

    /// <summary>Before first touch: a call, and nothing said.</summary>
    public static Circumstances Of(Channel channel) => new Circumstances().Set(channel, null);

    public static Circumstances Of(Incident incident) => new Circumstances().Set(incident.Channel, incident);

    /// <summary>Before first touch, as if one field were answered so: what a blank sheet is for.</summary>
    public static Circumstances Of(Channel channel, string field, ImmutableArray<string> values)
    {
        var circumstances = Of(channel);
        circumstances.values[field] = [Any, .. values];
        return circumstances;
    }

    /// <summary>All that can be said, for the page.</summary>
    public IReadOnlyDictionary<string, ImmutableArray<string>> Values => values;

    public bool Are(Condition condition)
    {
        foreach (var value in values.TryGetValue(condition.Key, out var said) ? said : Blank)
        {
            if (condition.Values.Contains(value, StringComparer.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    Circumstances Set(Channel channel, Incident? incident)
    {
        values["channel"] = [Words<Channel>.Of(channel)];
        values["line"] = [incident is { Contact: not Contact.OnTheLine } ? "ended" : incident?.Handover is { Step: HandoverStep.Released } ? "handed-over" : "on"];
        values["words"] = [incident is { Statements: > 0 } ? "some" : "none"];
        values["transcript"] = [incident is { Transcripts: > 0 } ? "some" : "none"];
        values["supervisor"] = [incident?.Acknowledged is not null ? "taken" : incident?.Ring is not null ? "ringing" : "none"];
        values["customer-asked"] = [incident is { CustomerAsked: true } ? "yes" : "no"];
        values["emergency"] = incident is null or { Emergency.IsEmpty: true } ? ["none"] : incident.Emergency.Any(call => call.Reached == true) ? ["called", "reached"] : ["called"];
        values["filed"] = [incident?.FiledAt is not null ? "yes" : "no"];
        values["case"] = [incident?.Case.DoneAt is not null ? "done" : "open"];
        values["evidence"] = incident is null or { Evidence: { Items: [], OwedBy: null } } ? ["none"]
            : [.. incident.Evidence.Items.IsEmpty ? ImmutableArray<string>.Empty : ["kept"], .. incident.Evidence.OwedBy is null ? ImmutableArray<string>.Empty : ["owed"]];
        values["priority"] = [Words<Priority>.Of(incident?.Priority ?? Priority.P2)];
        values["handover"] = [incident?.Handover is { } handover ? Words<HandoverStep>.Of(handover.Step) : "none"];
        values["passed-on"] = [incident?.PassedAt is not null ? "yes" : "no"];
        values["care"] = [incident?.Cared is not null ? "done" : "open"];
        foreach (var field in incident?.Answers.Keys ?? [])
        {
            if (incident!.IsAnswered(field))
            {
                values[field] = [Any, .. incident.Values(field)];
            }
        }

        return this;
    }
}
