using System.Collections.Frozen;
using System.Collections.Immutable;
using Holdfast.Core.Incidents;
using Holdfast.Core.People;
using Holdfast.Core.Text;

namespace Holdfast.Core.Procedures;

/// <summary>
/// What an organisation does when somebody makes a threat, as one version of its pack says it. Immutable, safe to share between threads. Every
/// word a person reads that belongs to the procedure rather than to the product comes from here, in one language; <see cref="In"/> gives the same
/// procedure in another. What is written into a record is the same in all of them.
/// </summary>
public sealed partial record Procedure
{
    public required PackVersion Version { get; init; }

    /// <summary>The language of these words.</summary>
    public Language Language { get; init; } = Language.English;

    /// <summary>The pack's own words, and what these are for them; empty in its own.</summary>
    public FrozenDictionary<string, string> Words { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>The title of the whole article.</summary>
    public required string Title { get; init; }

    /// <summary>What this version changes, in one line; shown beside it in the list of versions.</summary>
    public string? Changed { get; init; }

    /// <summary>What stands in a field the caller gave no answer to, literally.</summary>
    public required string NotSaid { get; init; }

    /// <summary>The channels in the order in which they are offered; every one of <see cref="Channel"/> is there.</summary>
    public required ImmutableArray<ChannelGuide> Channels { get; init; }

    /// <summary>What to say; the first group that applies is shown.</summary>
    public required ImmutableArray<SayNext> SayNext { get; init; }

    /// <summary>The steps of every role, in order.</summary>
    public required ImmutableArray<Step> Steps { get; init; }

    /// <summary>Short notices beside the form; at most three show at once, the first ones that apply.</summary>
    public required ImmutableArray<Callout> Callouts { get; init; }

    /// <summary>The form and the checklists, in the order in which they are shown.</summary>
    public required ImmutableArray<Section> Sections { get; init; }

    public required ImmutableArray<PriorityRule> Priorities { get; init; }

    public required ImmutableArray<LabelSet> Labels { get; init; }

    public required CaseGuide Case { get; init; }

    public required EscalationPolicy Escalation { get; init; }

    /// <summary>Guidance, in order.</summary>
    public required ImmutableArray<Article> Articles { get; init; }

    /// <summary>Whom to call for help, always in sight.</summary>
    public required ImmutableArray<PhoneLine> Emergency { get; init; }

    /// <summary>What the emergency card says above all, such as the location first.</summary>
    public required string EmergencyHint { get; init; }

    /// <summary>Whom to call when no desk confirms an alert.</summary>
    public required ImmutableArray<PhoneLine> Supervisors { get; init; }

    /// <summary>What is offered to the agent once it is over; null where the pack says nothing of it.</summary>
    public CareGuide? Care { get; init; }

    /// <summary>All fields, in order.</summary>
    public IEnumerable<Field> Fields => Sections.SelectMany(section => section.Fields);

    /// <summary>The field of that name, or nothing if this version of the pack has none.</summary>
    public Field? Field(string id) => Fields.FirstOrDefault(field => field.Id == id);

    /// <summary>The field of that meaning, or nothing if this pack doesn't ask for it.</summary>
    public Field? Field(Meaning meaning) => Fields.FirstOrDefault(field => field.Means == meaning);

    /// <summary>The first field that evidence answers, or nothing if this pack doesn't ask for any.</summary>
    public Field? EvidenceField => Fields.FirstOrDefault(one => one.Type == FieldType.Evidence);

    /// <summary>What is particular to a channel.</summary>
    public ChannelGuide Channel(Channel channel) => Channels.First(guide => guide.Channel == channel);

    /// <summary>The steps of somebody with these roles.</summary>
    public IEnumerable<Step> StepsOf(IReadOnlyCollection<Role> roles) => Steps.Where(step => step.Roles.Any(roles.Contains));

    /// <summary>The numbers that the site has not confirmed as its own. An administrator is reminded until there is none.</summary>
    public IEnumerable<PhoneLine> Unconfirmed => Emergency.Concat(Supervisors).Concat(Care?.Resources ?? []).Where(line => line.Sample);
}
