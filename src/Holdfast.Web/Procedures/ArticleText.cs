using System.Collections.Immutable;
using Holdfast.Core.Procedures;

namespace Holdfast.Web.Procedures;

/// <summary>A part of the article as lines of plain text.</summary>
/// <param name="Id">What the part is in every version of the pack.</param>
/// <param name="Lines">The title is the first.</param>
public sealed record ArticlePart(string Id, string Title, ImmutableArray<string> Lines);

/// <summary>The whole article as lines of plain text, part by part in the page's order, so that two versions can be held side by side. Pure.</summary>
public static class ArticleText
{
    /// <summary>Between things that share a line.</summary>
    public const string Between = " · ";

    public static ImmutableArray<ArticlePart> Of(Procedure procedure)
    {
        string? When(When when) => ConditionWords.Of(when, procedure);
        var parts = ImmutableArray.CreateBuilder<ArticlePart>();
        Add("title", procedure.Title, []);
        foreach (var article in procedure.Articles)
        {
            Add("article " + article.Id, article.Title, Lines(article.Blocks));
        }

        foreach (var section in procedure.Sections)
        {
            Add("section " + section.Id, section.Title, [Plain(section.Hint), When(section.When), .. section.Fields.SelectMany(field =>
                FieldWords.Of(field, procedure).Select(said => $"{said.Term}{Between}{said.Text}").Prepend(field.Label))]);
        }

        Add("not said", ArticleTitles.NotSaid, [procedure.NotSaid]);
        Add("steps", ArticleTitles.Steps, procedure.Steps.SelectMany(step =>
            Some(Line(Plain(step.Text), People.RoleWords.Of(step.Roles)), Plain(step.Hint), When(step.When))));
        Add("channels", ArticleTitles.Channels, procedure.Channels.SelectMany(Lines));
        Add("say next", ArticleTitles.SayNext, procedure.SayNext.SelectMany(next => next.Lines.Select(line => Line($"“{line.Say}”", line.Hint)).Prepend(When(next.When) ?? ArticleTitles.Otherwise)));
        Add("callouts", ArticleTitles.Callouts, procedure.Callouts.SelectMany(callout => Some(callout.Title, Plain(callout.Text), When(callout.When))));
        Add("priorities", ArticleTitles.Priorities, procedure.Priorities.Select(rule => Line(rule.Priority.ToString(), When(rule.When) ?? ArticleTitles.Always, rule.Because)));
        Add("labels", ArticleTitles.Labels, procedure.Labels.SelectMany(set => set.Labels.Select(label => Line(label.Text, When(label.When) ?? ArticleTitles.Always))));
        Add("case", procedure.Case.Title, Lines(procedure.Case, procedure));
        Add("escalation", ArticleTitles.Escalation, procedure.Escalation.Tiers.Select(tier => Line(tier.Label, Seconds(tier.After), RungWords.Of(tier), When(tier.When)))
            .Concat(Watched(procedure.Escalation).Select(Seconds)));
        Add("emergency", ArticleTitles.Emergency, procedure.Emergency.Concat(procedure.Supervisors).Select(Line).Prepend(Plain(procedure.EmergencyHint)));
        return parts.DrainToImmutable();

        void Add(string id, string title, IEnumerable<string?> lines) => parts.Add(new(id, title, [title, .. lines.OfType<string>()]));
    }

    /// <summary>Guidance, a line for each paragraph, item and row.</summary>
    public static IEnumerable<string> Lines(ImmutableArray<Block> blocks) => blocks.SelectMany(Lines);

    static int[] Watched(EscalationPolicy policy) =>
        [policy.RepeatEvery, policy.Watch.Unfiled, policy.Watch.Silent, policy.Watch.Reached, policy.Watch.Case, policy.Watch.CheckIn];

    /// <summary>"after 60 s".</summary>
    public static string Seconds(int seconds) => seconds switch
    {
        0 => T("at once"),
        _ when seconds % 3600 == 0 => T("after {0} h", seconds / 3600),
        _ when seconds % 60 == 0 => T("after {0} min", seconds / 60),
        _ => T("after {0} s", seconds),
    };

    static IEnumerable<string?> Lines(ChannelGuide guide) =>
    [
        guide.Label, Line(guide.Order.Text, guide.Order.Rest), Line(guide.Ended.Text, guide.Ended.Rest), .. guide.Ends.Select(end => end.Label), guide.Resumed,
        Line(guide.WordsTitle, guide.WordsAsk), guide.Paste,
    ];

    static IEnumerable<string?> Lines(CaseGuide guide, Procedure procedure) =>
    [
        Line(guide.OutsideForm.Question, guide.OutsideForm.Number, Plain(guide.OutsideForm.Hint)), Line(guide.Existing.Question, guide.Existing.Number, Plain(guide.Existing.Hint)),
        guide.Create.Title, .. guide.Create.Items.Select(item => Line(item.Label, CaseWords.Of(item, procedure))), guide.Assign.Title, .. guide.Assign.Items.Select(item => Line(item.Label, CaseWords.Of(item, procedure))), guide.Done,
    ];

    static IEnumerable<string> Lines(Block block) => block switch
    {
        Block.Heading heading => [Guidance.Text(heading.Runs)],
        Block.Paragraph paragraph => [Guidance.Text(paragraph.Runs)],
        Block.Points points => points.Items.SelectMany(item => item.SelectMany(Lines)),
        Block.Notice notice => notice.Blocks.SelectMany(Lines),
        Block.Quotation quotation => quotation.Blocks.SelectMany(Lines),
        Block.Table table => table.Rows.Prepend(table.Head).Select(row => Line([.. row.Select(Guidance.Text)])),
        _ => throw new InvalidOperationException($"No text is known for {block.GetType().Name}."),
    };

    static string Line(PhoneLine line) => Line(Plain(line.Label), line.Number, line.Note, line.Sample ? ArticleTitles.Sample : null);

    static string Line(params string?[] texts) => string.Join(Between, Some(texts));

    /// <summary>Without the marks of bold words.</summary>
    [return: System.Diagnostics.CodeAnalysis.NotNullIfNotNull(nameof(text))]
    static string? Plain(string? text) => text?.Replace("*", "", StringComparison.Ordinal);

    static IEnumerable<string> Some(params string?[] texts) => texts.OfType<string>().Where(text => text.Length > 0);
}
