using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Holdfast.Core.People;
using Holdfast.Core.Text;

namespace Holdfast.Core.Procedures;

/// <summary>One step of the procedure, for those who have one of its roles.</summary>
public sealed record Step
{
    public required string Id { get; init; }

    /// <summary>What to do, in a few words.</summary>
    public required string Text { get; init; }

    /// <summary>A line more, shown while it is the step that matters now.</summary>
    public string? Hint { get; init; }

    /// <summary>Whose step it is.</summary>
    public required ImmutableArray<Role> Roles { get; init; }

    public When When { get; init; } = When.Always;

    /// <summary>What on the record shows that it is done; null where only somebody's word can.</summary>
    public When? Done { get; init; }

    /// <summary>It goes on beside the others, such as keeping the caller talking, and never holds them up.</summary>
    public bool Throughout { get; init; }
}

/// <summary>What somebody said of a step.</summary>
[JsonConverter(typeof(WordConverter<StepState>))]
public enum StepState
{
    Open,
    Done,
    Skipped,
}

/// <summary>The latest word on a step; <paramref name="Word"/> says why it was skipped.</summary>
public sealed record StepMark(StepState State, string? Word, PersonId By, DateTimeOffset At);
