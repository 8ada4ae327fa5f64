using System.Collections.Immutable;

namespace Holdfast.Core.Procedures;

/// <summary>
/// What an organisation does when somebody makes a threat, as its pack says it: the words to say, the steps, the form and the numbers to call.
/// Immutable, read once at start-up, safe to share between threads. Every word a person reads on the live screen that belongs to the
/// procedure rather than to the product comes from here.
/// </summary>
public sealed record Procedure
{
    /// <summary>The pack's name, such as <c>threat-reporting</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Raised with every change of the pack; an incident is read by the version it began with.</summary>
    public required int Version { get; init; }

    /// <summary>What stands in a field the caller gave no answer to, literally.</summary>
    public required string NotSaid { get; init; }

    /// <summary>The order across the top while the caller is on the line.</summary>
    public required Order OnTheLine { get; init; }

    /// <summary>The order after the caller hung up or the line was lost.</summary>
    public required Order CallEnded { get; init; }

    /// <summary>What to say, by kind; the first one that applies is shown.</summary>
    public required ImmutableArray<SayNext> SayNext { get; init; }

    /// <summary>The steps under "Now", in order.</summary>
    public required ImmutableArray<Step> Steps { get; init; }

    /// <summary>Short notices beside the form; at most three show at once, the first ones that apply.</summary>
    public required ImmutableArray<Callout> Callouts { get; init; }

    /// <summary>Longer guidance, folded away until asked for.</summary>
    public required ImmutableArray<Guidance> Guidance { get; init; }

    /// <summary>The form's fields, in the order in which they are shown.</summary>
    public required ImmutableArray<Field> Fields { get; init; }

    /// <summary>Whom to call for help, always in sight.</summary>
    public required ImmutableArray<PhoneLine> Emergency { get; init; }

    /// <summary>Whom to call when no desk confirms an alert.</summary>
    public required ImmutableArray<PhoneLine> Supervisors { get; init; }

    /// <summary>The field of that name, or nothing if this version of the pack has none.</summary>
    public Field? Field(string id) => Fields.FirstOrDefault(field => field.Id == id);

    /// <summary>The numbers that the site has not confirmed as its own. An administrator is reminded until there is none.</summary>
    public IEnumerable<PhoneLine> Unconfirmed => Emergency.Concat(Supervisors).Where(line => line.Sample);
}
