using Holdfast.Core.Escalation;
using Holdfast.Core.Incidents;
using Holdfast.Core.People;

namespace Holdfast.Web.Escalation;

/// <summary>The steps of a warm transfer in words, from the reader's side: the agent hands over, the other one takes it. Pure.</summary>
sealed class HandoverWords(Incident incident, Handover handover, Person reader, Func<PersonId, string> name)
{
    readonly bool agent = incident.Agent == reader.Id;
    readonly bool call = incident.Channel == Channel.Phone;

    string To => handover.To is { } to ? to == reader.Id ? "You" : name(to) : "Somebody";

    public string Offered => handover.AskedBy switch
    {
        AskedBy.Customer => "Offered; customer asked",
        AskedBy.Agent => agent ? "Offered; you asked" : "Offered; agent asked",
        null => "Offered",
    };

    public static string Accepts => "Somebody accepts";

    public string Accepted => $"{To} accepted";

    public string Joins => call ? "Caller joins" : "They are brought together";

    public string Joined => call ? "Caller joined" : "Brought together";

    public string Releases => agent ? call ? "You leave the call" : "You leave" : "Agent is released";

    public string Released => agent ? call ? "You have left the call" : "You have left" : "Agent released";

    /// <summary>What the button for "joined" says.</summary>
    public string SayJoined => !agent ? call ? "Caller joined" : "They are with me" : $"{(call ? "Caller is" : "They are")} with {To}";

    /// <summary>What the button for "released" says.</summary>
    public string SayReleased => !agent ? "Agent released" : call ? "I have left the call" : "I have left";
}
