using Holdfast.Core.Cases;
using Holdfast.Core.Ledger;

namespace Holdfast.Web.Incidents;

/// <summary>A form of the case card as a browser posts it. Its fields are named as the fact's are.</summary>
public static class CaseForm
{
    /// <summary>The fact that the form states; null when a number is missing, or it isn't one of the card's.</summary>
    public static Fact? Read(IFormCollection form) => form["type"].ToString() switch
    {
        "outside-form-answered" => Flag(form, "completed") is { } completed ? new OutsideFormAnswered(completed) : null,
        "outside-number-recorded" => Text(form, "number") is { } number ? new OutsideNumberRecorded(number, Text(form, "corrects")) : null,
        "case-answered" => Flag(form, "exists") is { } exists ? new CaseAnswered(exists, Text(form, "number")) : null,
        "case-value-copied" => Text(form, "item") is { } item ? new CaseValueCopied(item, form["value"].ToString().ReplaceLineEndings("\n")) : null,
        "case-done" => Text(form, "number") is { } number ? new CaseDone(number) : null,
        "case-reopened" => new CaseReopened(),
        _ => null,
    };

    static string? Text(IFormCollection form, string name) => form[name].ToString().Trim() is { Length: > 0 } text ? text : null;

    static bool? Flag(IFormCollection form, string name) => bool.TryParse(form[name], out var flag) ? flag : null;
}
