using System.Collections.Immutable;
using Holdfast.Core.Evidence;
using Holdfast.Core.Incidents;
using Holdfast.Core.Ledger;
using Holdfast.Core.Procedures;
using Holdfast.Core.Text;

namespace Holdfast.Web.Incidents;

/// <summary>By what one incident's timeline is told: the words of its procedure, its channel, its evidence, and the numbers of linked incidents that the reader may see.</summary>
public sealed record TimelineWords(Procedure Procedure, Channel Channel, Labels Labels, ImmutableDictionary<IncidentId, IncidentNumber> Links, EvidenceWork Evidence, Paper? Paper = null)
{
    public string ChannelName(Channel channel) => Procedure.Channel(channel).Label;

    /// <summary>How contact ended, as this channel calls it.</summary>
    public string Ended(Contact how) =>
        Procedure.Channel(Channel).Ends.Concat(Procedure.Channels.SelectMany(guide => guide.Ends)).FirstOrDefault(end => end.How == how)?.Label ?? Words<Contact>.Of(how);

    /// <summary>A step's own words; its name where this version has no such step.</summary>
    public string Step(string id) => Procedure.Steps.FirstOrDefault(step => step.Id == id)?.Text ?? id;
}
