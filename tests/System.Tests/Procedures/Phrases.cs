using Holdfast.Core.Procedures;
using Holdfast.Web.Procedures;

namespace Holdfast.Tests.Procedures;

/// <summary>Every text of a pack that people read, each once.</summary>
static class Phrases
{
    public static IReadOnlySet<string> Of(Procedure procedure) => All(procedure).OfType<string>().Select(text => text.Replace("*", "", StringComparison.Ordinal)).ToHashSet(StringComparer.Ordinal);

    static IEnumerable<string?> All(Procedure procedure) =>
    [
        procedure.Title, procedure.Changed, procedure.NotSaid, procedure.EmergencyHint,
        .. procedure.Channels.SelectMany(guide => new[]
        {
            guide.Label, guide.Order.Text, guide.Order.Rest, guide.Ended.Text, guide.Ended.Rest, guide.Resumed, guide.WordsTitle, guide.WordsAsk, guide.Paste,
        }.Concat(guide.Ends.Select(end => end.Label))),
        .. procedure.SayNext.SelectMany(next => next.Lines).SelectMany(line => new[] { line.Say, line.Hint }),
        .. procedure.Steps.SelectMany(step => new[] { step.Text, step.Hint }),
        .. procedure.Callouts.SelectMany(callout => new[] { callout.Title, callout.Text }),
        .. procedure.Sections.SelectMany(section => new[] { section.Title, section.Hint }),
        .. procedure.Fields.SelectMany(field => new[] { field.Label, field.Why, field.Ask, field.Preset is Field.Now ? null : Label(field, field.Preset), field.Placeholder, field.PlaceholderHint }.Concat(field.Choices.Select(choice => choice.Label))),
        .. procedure.Priorities.Select(rule => rule.Because), .. procedure.Labels.SelectMany(set => set.Labels).Select(label => label.Text),
        procedure.Case.Title, procedure.Case.Done, .. new[] { procedure.Case.OutsideForm, procedure.Case.Existing }.SelectMany(question => new[] { question.Question, question.Number, question.Hint }),
        .. new[] { procedure.Case.Create, procedure.Case.Assign }.SelectMany(card => card.Items.SelectMany(item => new[] { item.Label, item.Text }).Append(card.Title)),
        .. procedure.Escalation.Tiers.Select(tier => tier.Label), .. procedure.Emergency.Concat(procedure.Supervisors).SelectMany(line => new[] { line.Label, line.Note }),
        .. procedure.Articles.SelectMany(article => ArticleText.Lines(article.Blocks).Append(article.Title)),
    ];

    static string? Label(Field field, string? preset) => field.Choices.FirstOrDefault(choice => choice.Value == preset)?.Label ?? preset;
}
