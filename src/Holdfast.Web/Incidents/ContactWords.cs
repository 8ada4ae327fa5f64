using Holdfast.Core.Incidents;
using Holdfast.Core.Procedures;

namespace Holdfast.Web.Incidents;

/// <summary>How contact stands, in the words that the procedure has for the channel.</summary>
public static class ContactWords
{
    public static string Of(Incident incident, Procedure procedure)
    {
        var ends = procedure.Channel(incident.Channel).Ends;
        return incident.Contact == Contact.OnTheLine
            ? ends.IsEmpty ? "" : T("in contact")
            : ends.FirstOrDefault(end => end.How == incident.Contact)?.Label ?? T("contact ended");
    }
}
