using System.Globalization;
using Holdfast.Core.Evidence;
using Holdfast.Core.Incidents;
using Holdfast.Core.Procedures;
using Holdfast.Core.Text;
using Holdfast.Web.Evidence;

namespace Holdfast.Web.Incidents;

/// <summary>One field as the live screen shows it.</summary>
/// <param name="Aloud">It stands in a checklist, where the row shows the question to read aloud.</param>
public sealed record LiveField(LiveModel Page, Field Field, bool Aloud)
{
    /// <summary>Choices that are in sight at once; the rest is folded away behind their count.</summary>
    const int ManyChoices = 10;
    const int Common = 8;

    Incident? Record => Page.Incident.Record;

    Answer? Answer => Record?.Answers.GetValueOrDefault(Field.Id);

    public string Id => Field.Id;

    public string Type => Field.Type.ToString().ToLowerInvariant();

    public string? Means => Field.Means is { } meaning ? Words<Meaning>.Of(meaning) : null;

    public bool Shown => Page.Holds(Field.When);

    /// <summary>A preset stands in the field until somebody changes or clears it.</summary>
    public bool IsPreset => Field.Preset is not null && Answer is null;

    public bool IsKnown => Record?.IsAnswered(Field) == true;

    public string State => IsPreset ? "preset" : IsKnown ? Words<AnswerState>.Of(IsWritten ? Answer!.State : AnswerState.Answered) : Words<AnswerState>.Of(AnswerState.Blank);

    public string Icon => State switch { "answered" => "done", "not-said" => "not-said", "observed" => "ear", _ => "open" };

    /// <summary>Somebody gave the answer, where evidence answers its field by being there.</summary>
    bool IsWritten => Record?.IsAnswered(Field.Id) == true;

    public string? At => IsWritten ? Answer!.At.ToString("O") : null;

    public string? Clock => IsWritten ? Answer!.At.ToString("HH:mm:ss", CultureInfo.InvariantCulture) : null;

    /// <summary>What there is of evidence, for the field that asks for it.</summary>
    public string Evidence => EvidenceWords.Tally(Record?.Evidence ?? EvidenceWork.None);

    /// <summary>What the row is called.</summary>
    public string Title => Aloud && Field.Ask is { } ask ? ask : Field.Label;

    /// <summary>Why it matters, after the question where the row doesn't show it.</summary>
    public string Why => Field.Ask is { } ask && !Aloud ? $"“{ask}” {Field.Why}" : Field.Why;

    /// <summary>Whether the row offers the pack's words for "not said".</summary>
    public bool MayBeNotSaid => Field.MayBeNotSaid || Field.Type is FieldType.Text or FieldType.Phone or FieldType.Moment or FieldType.One;

    public string? Entry => Page.Incident.Drafts.GetValueOrDefault(Field.Id)?.Entry.ToString();

    /// <summary>When the server took that draft, ISO 8601; absent without one.</summary>
    public string? SavedAt => Page.Incident.Drafts.GetValueOrDefault(Field.Id)?.SavedAt.ToString("O");

    /// <summary>What stands in the field: typing that was kept, the pack's words for "not said", the answer, or the preset.</summary>
    public string Written => Page.Incident.Drafts.GetValueOrDefault(Field.Id)?.Text
        ?? (State == "not-said" ? Page.Procedure.NotSaid : string.Join(", ", Values));

    /// <summary>The date and time written, in the zone of a browser without scripts; null where words stand instead.</summary>
    public string? Moment => AnswerWords.Instant(Written) is { } at ? Moments.ForInput(at, Page.Zone) : null;

    /// <summary>The words that count as missing when typed, a line for each language, for the script; null for most fields.</summary>
    public string? Placeholders => Field.Placeholder is null ? null : string.Join('\n', Field.Placeholders);

    /// <summary>Whether the words of the placeholder were given as the answer.</summary>
    public bool IsPlaceholder => Field.Placeholder is not null && IsKnown && Values.Any() && !Values.Any(Field.Answers);

    public IEnumerable<Choice> InSight => Field.Choices.Length > ManyChoices ? Field.Choices.Take(Common) : Field.Choices;

    public IReadOnlyList<Choice> Folded => Field.Choices.Length > ManyChoices ? [.. Field.Choices.Skip(Common)] : [];

    public bool Chosen(string value) => Values.Contains(value, StringComparer.Ordinal);

    IEnumerable<string> Values => !IsPreset ? Record?.Values(Field.Id) ?? []
        : Record is { } incident ? [Filing.Preset(incident, Field)]
        : Field.Preset == Field.Now ? [] : [Field.Preset!];
}

/// <summary>A section of the form as the live screen shows it.</summary>
public sealed record LiveSection(LiveModel Page, Section Section)
{
    /// <summary>Questions for some incidents only, to be read aloud from the row.</summary>
    bool IsChecklist => !Section.When.Conditions.IsEmpty;

    public IReadOnlyList<LiveField> Fields => [.. Section.Fields.Where(one => one != Page.LanguageField?.Field).Select(one => new LiveField(Page, one, IsChecklist))];

    /// <summary>It is ticked from what is heard or seen, nothing is asked: beside the questions. What little is written there comes after the ticks.</summary>
    public bool IsHeard => Section.Fields[0].Type == FieldType.Heard;

    public bool Shown => Page.Holds(Section.When);

    /// <summary>Folded as the pack says, unless somebody's typing waits in it.</summary>
    public bool Open => !Section.Folded || Fields.Any(one => one.Entry is not null);

    public string Count => T("{0} of {1}", Fields.Count(one => one.Shown && one.IsKnown), Fields.Count(one => one.Shown));
}
