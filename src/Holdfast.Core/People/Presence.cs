using System.Text.Json.Serialization;
using Holdfast.Core.Ledger;
using Holdfast.Core.Text;

namespace Holdfast.Core.People;

/// <summary>Whether somebody can come.</summary>
[JsonConverter(typeof(WordConverter<Availability>))]
public enum Availability
{
    Available,
    OnACall,
    Away,
    Off,
}

/// <summary>Where somebody is, as the server knows it. Immutable.</summary>
/// <param name="Chosen">What they chose last; who never chose is available.</param>
/// <param name="ChosenAt">When.</param>
/// <param name="SeenAt">The last sign of a screen of theirs; null: none ever.</param>
/// <param name="HasPhone">Whether a verified method reaches them without a screen.</param>
/// <param name="HandledAt">When they took one last.</param>
/// <param name="Handled">Which one that was.</param>
public sealed record Presence(
    PersonId Person, Availability Chosen, DateTimeOffset ChosenAt, DateTimeOffset? SeenAt, bool HasPhone = false, DateTimeOffset? HandledAt = null, IncidentId? Handled = null)
{
    /// <summary>How long the last screen may be gone before somebody counts as away.</summary>
    public static readonly TimeSpan ScreenGone = TimeSpan.FromSeconds(60);

    /// <summary>Somebody of whom nothing is known yet.</summary>
    public static Presence Unknown(PersonId person) => new(person, Availability.Available, DateTimeOffset.MinValue, null);

    /// <summary>Whether a screen of theirs was open within the last minute.</summary>
    public bool HasScreen(DateTimeOffset now) => SeenAt is { } seen && now - seen <= ScreenGone;

    /// <summary>Whether they can come: what they chose, unless nothing would reach them.</summary>
    public Availability At(DateTimeOffset now) => Chosen switch
    {
        Availability.Available or Availability.OnACall => HasScreen(now) || HasPhone ? Chosen : Availability.Away,
        Availability.Away => Availability.Away,
        Availability.Off => Availability.Off,
    };

    /// <summary>Since when they have been free: the longest comes first.</summary>
    public DateTimeOffset IdleSince => HandledAt is { } handled && handled > ChosenAt ? handled : ChosenAt;
}

/// <summary>The author said whether they can come.</summary>
public sealed record AvailabilityChosen(Availability Availability) : Fact;

/// <summary>Somebody was put on the on-call list, or taken off it.</summary>
public sealed record OnCallChanged(PersonId Person, bool OnCall) : Fact;
