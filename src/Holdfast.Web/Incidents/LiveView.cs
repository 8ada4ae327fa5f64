using System.Collections.Immutable;
using Holdfast.Core.Incidents;
using Holdfast.Core.Text;
using Holdfast.Storage.Incidents;

namespace Holdfast.Web.Incidents;

/// <summary>What the live screen shows when it is first rendered: nothing before first touch, else the content and what this person was typing.</summary>
/// <param name="Content">The incident as it stands; absent before first touch.</param>
/// <param name="Drafts">This person's typing that is not an entry yet, by field.</param>
public sealed record LiveView(IncidentView? Content, ImmutableDictionary<string, Draft> Drafts)
{
    static readonly AnswerView Blank = new(Words<AnswerState>.Of(AnswerState.Blank), [], default, new PersonView("", ""));

    /// <summary>The screen before first touch.</summary>
    public static LiveView Empty { get; } = new(null, ImmutableDictionary<string, Draft>.Empty);

    /// <summary>The clear part, if there is an incident.</summary>
    public RowView? Row => Content?.Row;

    /// <summary>How contact ended, in words; absent while the caller is on the line.</summary>
    public string? Ended => Content is { } content && Words<Contact>.TryParse(content.Contact, out var contact)
        ? contact switch
        {
            Contact.OnTheLine => null,
            Contact.CallerHungUp => "Caller hung up",
            Contact.LineLost => "Line lost",
        }
        : null;

    /// <summary>The latest answer to a field; blank when there is none.</summary>
    public AnswerView Answer(string field) => Content?.Answers.GetValueOrDefault(field) ?? Blank;

    /// <summary>Whether a field has an answer of any sort, "Call Did not say" included.</summary>
    public bool Known(string field) => Answer(field).State != Blank.State;

    /// <summary>Whether one of a field's choices is chosen.</summary>
    public bool Chosen(string field, string value) => Answer(field).Values.Contains(value, StringComparer.Ordinal);

    /// <summary>What stands in a field: typing that was kept, the pack's words for "not said", or the answer.</summary>
    public string Written(string field, string notSaid) =>
        Drafts.GetValueOrDefault(field)?.Text
        ?? (Answer(field).State == Words<AnswerState>.Of(AnswerState.NotSaid) ? notSaid : string.Join(", ", Answer(field).Values));
}
