using System.Collections.Immutable;
using Holdfast.Core.Incidents;
using Holdfast.Core.Procedures;
using Holdfast.Core.Text;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Holdfast.Web.Procedures;

/// <summary>
/// The form and its checklists to print and to fill in by hand, for the day on which the site can't be reached. For whoever is signed in; it tells
/// of no incident. Everything on it that an organization would say otherwise comes from the pack.
/// </summary>
public sealed class PaperModel(Procedures procedures) : PageModel
{
    public const string Address = "/procedure/paper";

    /// <summary>Lines for exact words on the form; a checklist has room for three times as many, for the rest.</summary>
    public const int Lines = 4;

    public Procedure Procedure { get; } = procedures.Current.Spoken;

    /// <summary>The channel that the sheets are for: the pack's first one unless another is asked for.</summary>
    public Channel Channel { get; private set; }

    public ChannelGuide Guide => Procedure.Channel(Channel);

    /// <summary>The kinds whose checklists are printed.</summary>
    public ImmutableArray<string> Kinds { get; private set; } = [];

    public ImmutableArray<Choice> Checklists { get; private set; } = [];

    public ImmutableArray<Sheet> Sheets { get; private set; } = [];

    /// <summary>As asked for by <c>?channel=…&amp;kind=…</c>; without it the first channel and the first checklist: two sides.</summary>
    public void OnGet()
    {
        var asked = Words<Channel>.TryParse(Request.Query["channel"], out var channel);
        Channel = asked ? channel : Procedure.Channels[0].Channel;
        Checklists = [.. Sheet.Checklists(Procedure, Channel)];
        Kinds = asked ? [.. Request.Query["kind"].OfType<string>().Take(Sheet.Most)] : [.. Checklists.Take(1).Select(kind => kind.Value)];
        Sheets = Sheet.Of(Procedure, Channel, Kinds);
    }

    /// <summary>A section's fields but for those that begin with the time of the start: that stands at the top of the sheet.</summary>
    public IEnumerable<PaperField> Fields(SheetSection section) => section.Fields.Where(one => one.Field.Preset != Field.Now).Select(one => new PaperField(Procedure, one));

    public string Title(Sheet sheet) => sheet.Kind is null ? Procedure.Title : sheet.Sections.FirstOrDefault(one => !one.Section.When.Conditions.IsEmpty)?.Section.Title ?? sheet.Kind.Label;
}

/// <summary>One field to fill in by hand.</summary>
public sealed record PaperField(Procedure Procedure, SheetField Asked)
{
    public Field Field => Asked.Field;

    public bool IsTick => Field.Type == FieldType.Tick;

    public string? Only => ConditionWords.Of(Asked.Only, Procedure);

    /// <summary>What stands there unless somebody writes something else.</summary>
    public string? Preset => Field.Preset == Field.Now ? null : Field.Preset;

    /// <summary>Lines to write on: none where boxes say it all, one more where several lines of words are wanted.</summary>
    public int Lines => IsTick || (!Field.Choices.IsEmpty && Field.Type != FieldType.Evidence) ? 0 : Field is { Type: FieldType.Long, Wanted: true } && Only is null ? 2 : 1;

    /// <summary>Boxes take what they need; a question that is read aloud has the whole width, so that room is left beside it.</summary>
    public string Width => Lines == 0 ? "boxes" : Field is { Type: FieldType.Long, Wanted: true } or { Type: FieldType.Evidence } || Field.Ask is not null || Field.MayBeNotSaid ? "wide" : "half";
}
