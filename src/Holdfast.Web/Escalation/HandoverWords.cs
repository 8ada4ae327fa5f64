using Holdfast.Core.Escalation;
using Holdfast.Core.Incidents;
using Holdfast.Core.People;

namespace Holdfast.Web.Escalation;

/// <summary>The steps of a warm transfer in words, from the reader's side: the agent hands over, the other one takes it. Pure.</summary>
sealed class HandoverWords(Incident incident, Handover handover, Person reader, Func<PersonId, string> name)
{
    readonly bool agent = incident.Agent == reader.Id;
    readonly bool call = incident.Channel == Channel.Phone;

    string To => handover.To is { } to ? to == reader.Id ? T("You") : name(to) : T("Somebody");

    public string Offered => handover.AskedBy switch
    {
        AskedBy.Customer => T("Offered; customer asked"),
        AskedBy.Agent => agent ? T("Offered; you asked") : T("Offered; agent asked"),
        null => T("Offered"),
    };

    public static string Accepts => T("Somebody accepts");

    public string Accepted => T("{0} accepted", To);

    public string Joins => call ? T("Caller joins") : T("They are brought together");

    public string Joined => call ? T("Caller joined") : T("Brought together");

    public string Releases => agent ? call ? T("You leave the call") : T("You leave") : T("Agent is released");

    public string Released => agent ? call ? T("You have left the call") : T("You have left") : T("Agent released");

    /// <summary>What the button for "joined" says.</summary>
    public string SayJoined => !agent ? call ? T("Caller joined") : T("They are with me") : call ? T("Caller is with {0}", To) : T("They are with {0}", To);

    /// <summary>What the button for "released" says.</summary>
    public string SayReleased => !agent ? T("Agent released") : call ? T("I have left the call") : T("I have left");
}
