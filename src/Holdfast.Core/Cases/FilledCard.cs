using System.Collections.Immutable;
using System.Globalization;
using Holdfast.Core.Incidents;
using Holdfast.Core.Procedures;

namespace Holdfast.Core.Cases;

/// <summary>One value of a card, as it is copied into the case by hand.</summary>
/// <param name="Label">What it is called there, in the reader's language.</param>
/// <param name="Value">Exactly what is copied. <see cref="FilledCard.NotKnown"/> where nothing is.</param>
/// <param name="Known">Whether the incident says anything for it.</param>
/// <param name="Whole">How many characters it has without a bound; more than <paramref name="Value"/> when that is shortened.</param>
public sealed record CardValue(string Label, string Value, bool Known, int Whole)
{
    /// <summary>What the record calls it when it is copied, whoever reads.</summary>
    public string Item { get; init; } = Label;

    /// <summary>Longer than what a case takes: the value says so in its last line.</summary>
    public bool IsShortened => Whole > FilledCard.LongestValue;

    /// <summary>Longer than a line of a case takes.</summary>
    public bool IsLong => Whole > FilledCard.LongestLine;
}

/// <summary>
/// The case card of an incident: what a new case holds and what every assignment says, with the values known so far. The values go into another
/// system, so they are the pack's own words, whatever the reader's language. Pure.
/// </summary>
/// <param name="Create">Only when there is no case yet: what the new one holds.</param>
/// <param name="Assign">What every path ends in.</param>
public sealed record FilledCard(ImmutableArray<CardValue>? Create, ImmutableArray<CardValue> Assign)
{
    /// <summary>Characters of one value at most: the description of a case in the usual system holds as many.</summary>
    public const int LongestValue = 32_000;

    /// <summary>Characters of a one-line field there. A longer value is copied whole, and the card says how long it is.</summary>
    public const int LongestLine = 255;

    /// <summary>What stands where nothing is known: an empty value would look forgotten.</summary>
    public const string NotKnown = "Not known";

    /// <param name="read">The procedure in the reader's language.</param>
    /// <param name="words">The exact words as they stand, oldest first.</param>
    public static FilledCard Of(Incident incident, Procedure read, IEnumerable<string> words)
    {
        var procedure = read.InOwnWords();
        var circumstances = Circumstances.Of(incident);
        var said = string.Join('\n', words.Select(line => $"“{line}”"));
        return new FilledCard(incident.Case.Exists == false ? Fill(read.Case.Create) : null, Fill(read.Case.Assign));

        ImmutableArray<CardValue> Fill(CaseCard card) => [.. card.Items.Select(item => Bounded(item.Label, Value(item), incident.Number) with { Item = item.Name })];

        string Value(CaseItem item) => item.Source switch
        {
            CaseSource.Text => item.Text ?? "",
            CaseSource.Answers when Answers(item.From) is { Length: > 0 } answered => answered,

            // A call of one sentence is filed without a summary: then the words themselves tell what happened.
            CaseSource.Answers => item.From.Any(id => procedure.Field(id)?.Means == Meaning.Summary) ? said : "",
            CaseSource.Labels => string.Join(", ", procedure.Labels.Where(set => item.From.Contains(set.Id)).SelectMany(set => set.For(circumstances))),
            CaseSource.ReportNumber => incident.Case.OutsideNumber ?? incident.Number.ToString(),
            CaseSource.Words => said,
        };

        string Answers(ImmutableArray<string> fields)
        {
            var answered = fields.Select(procedure.Field).OfType<Field>().Select(field => (field.Label, Text: Answered(field))).Where(one => one.Text.Length > 0).ToArray();

            // A field that stands alone needs no name; of several the reader must know which is which.
            return fields.Length == 1 ? answered.FirstOrDefault().Text ?? "" : string.Join('\n', answered.Select(one => $"{one.Label}: {one.Text}"));
        }

        string Answered(Field field)
        {
            if (incident.Answers.TryGetValue(field.Id, out var answer))
            {
                var real = answer.State == AnswerState.NotSaid ? answer : answer with { Values = answer.Values.RemoveAll(value => !field.Answers(value)) };
                return AnswerWords.Values(procedure, field.Id, real);
            }

            // A preset stands in the form without being an entry, and is meant all the same.
            var applies = field.When.Holds(circumstances) && procedure.Sections.Any(section => section.Fields.Contains(field) && section.When.Holds(circumstances));
            return field.Preset is not null && applies ? AnswerWords.Value(field, Filing.Preset(incident, field)) : "";
        }
    }

    static CardValue Bounded(string label, string value, IncidentNumber number)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            return new CardValue(label, NotKnown, false, NotKnown.Length);
        }

        if (value.Length <= LongestValue)
        {
            return new CardValue(label, value, true, value.Length);
        }

        var rest = string.Create(CultureInfo.InvariantCulture, $"\n[Shortened: {value.Length} characters in all. The whole text is in {number}.]");
        var kept = LongestValue - rest.Length;
        var end = char.IsHighSurrogate(value[kept - 1]) ? kept - 1 : kept;
        return new CardValue(label, value[..end] + rest, true, value.Length);
    }
}
