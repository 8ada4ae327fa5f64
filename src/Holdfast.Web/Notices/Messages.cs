using Holdfast.Core.Incidents;
using Holdfast.Core.Notices;
using Holdfast.Core.People;
using Holdfast.Storage.Notices;

namespace Holdfast.Web.Notices;

/// <summary>What a notice says outside of the house: number, priority, the role that is asked for. Never content.</summary>
static class Messages
{
    /// <param name="incident">As it is now; null for a notice about the house.</param>
    public static Message Of(Notice notice, Incident? incident, Person person, Uri link) => new(
        Title(notice, incident), Text(notice.Cause, person), link, notice.Id.Value.ToString("N"), notice.Cause is NoticeCause.Ring or NoticeCause.HandedOn, Life(notice.Cause));

    public static string Title(Notice notice, Incident? incident) => notice.Cause switch
    {
        NoticeCause.Test => "Test",
        NoticeCause.MethodFails => "Holdfast",
        NoticeCause.Ring or NoticeCause.Overdue or NoticeCause.HandedOn => $"{Core.Text.Words<Priority>.Of(incident?.Priority ?? notice.Priority ?? Priority.P2)} {incident?.Number ?? notice.Number}",
    };

    static string Text(NoticeCause cause, Person person) => cause switch
    {
        NoticeCause.Ring => person.Is(Role.Supervisor) ? "A supervisor is needed now." : person.Is(Role.Lead) ? "A lead resolution specialist is needed now." : "Corporate Security is needed now.",
        NoticeCause.Overdue => "Something that you see to is overdue.",
        NoticeCause.HandedOn => "It was handed on to you.",
        NoticeCause.Test => "This is how an alert reaches you. You asked for a test.",
        NoticeCause.MethodFails => "Somebody can’t be reached by a method of theirs.",
    };

    static TimeSpan Life(NoticeCause cause) => cause switch
    {
        NoticeCause.Ring or NoticeCause.HandedOn => TimeSpan.FromHours(1),
        NoticeCause.Overdue or NoticeCause.MethodFails => TimeSpan.FromHours(8),
        NoticeCause.Test => TimeSpan.FromMinutes(10),
    };
}
