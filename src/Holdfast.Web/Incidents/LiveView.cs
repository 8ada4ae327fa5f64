using System.Collections.Immutable;
using Holdfast.Core.Incidents;
using Holdfast.Core.Procedures;
using Holdfast.Core.Text;
using Holdfast.Storage.Incidents;

namespace Holdfast.Web.Incidents;

/// <summary>What the live screen shows when it is first rendered: nothing before first touch, else the content and what this person was typing.</summary>
/// <param name="Record">The incident as it stands; absent before first touch.</param>
/// <param name="Content">The same as the API gives it; absent before first touch.</param>
/// <param name="Drafts">This person's typing that is not an entry yet, by field.</param>
public sealed record LiveView(Incident? Record, IncidentView? Content, ImmutableDictionary<string, Draft> Drafts)
{
    /// <summary>The screen before first touch.</summary>
    public static LiveView Empty { get; } = new(null, null, ImmutableDictionary<string, Draft>.Empty);

    /// <summary>The clear part, if there is an incident.</summary>
    public RowView? Row => Content?.Row;

    /// <summary>Whether contact has ended.</summary>
    public bool Ended => Record is { Contact: not Contact.OnTheLine };

    /// <summary>How contact ended, in the channel's words; absent while it lasts.</summary>
    public string? EndedHow(ChannelGuide guide) => Record is { } incident && Ended
        ? guide.Ends.FirstOrDefault(end => end.How == incident.Contact)?.Label ?? Words<Contact>.Of(incident.Contact)
        : null;

    /// <summary>The id of whoever is marked as a colleague by one of the product's own rows.</summary>
    public string Marked(string field) => Record is { } incident ? string.Join(' ', incident.Values(field)) : "";
}
