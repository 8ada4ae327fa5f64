using Holdfast.Core.Incidents;
using Holdfast.Core.Notices;
using Holdfast.Core.People;
using Holdfast.Storage.Notices;

namespace Holdfast.Web.Notices;

/// <summary>What a notice says outside of the house, in the language of whom it is for: number, priority, the role that is asked for. Never content.</summary>
static class Messages
{
    /// <param name="incident">As it is now; null for a notice about the house.</param>
    public static Message Of(Notice notice, Incident? incident, Person person, Uri link)
    {
        using var theirs = As(person.Language);
        return new Message(
            Title(notice, incident), Text(notice.Cause, person), link, LinkNote, notice.Id.Value.ToString("N"), notice.Cause is NoticeCause.Ring or NoticeCause.HandedOn, Life(notice.Cause));
    }

    /// <summary>What somebody proves with that they are reached by a method of theirs.</summary>
    public static Message OfCode(string code, Person person, Uri link, string tag, TimeSpan life)
    {
        using var theirs = As(person.Language);
        return new Message(
            T("Holdfast code"), T("{0} is your code. Type it in where you added this way to be reached. It works for 10 minutes.", code), link, LinkNote, tag, Urgent: true, life);
    }

    public static string Title(Notice notice, Incident? incident) => notice.Cause switch
    {
        NoticeCause.Test => T("Test"),
        NoticeCause.MethodFails => "Holdfast",
        NoticeCause.Ring or NoticeCause.Overdue or NoticeCause.HandedOn => $"{Core.Text.Words<Priority>.Of(incident?.Priority ?? notice.Priority ?? Priority.P2)} {incident?.Number ?? notice.Number}",
    };

    static string LinkNote => T("Opening the link changes nothing.");

    static string Text(NoticeCause cause, Person person) => cause switch
    {
        NoticeCause.Ring => person.Is(Role.Supervisor) ? T("A supervisor is needed now.") : person.Is(Role.Lead) ? T("A lead resolution specialist is needed now.") : T("Corporate Security is needed now."),
        NoticeCause.Overdue => T("Something that you see to is overdue."),
        NoticeCause.HandedOn => T("It was handed on to you."),
        NoticeCause.Test => T("This is how an alert reaches you. You asked for a test."),
        NoticeCause.MethodFails => T("Somebody can’t be reached by a method of theirs."),
    };

    static TimeSpan Life(NoticeCause cause) => cause switch
    {
        NoticeCause.Ring or NoticeCause.HandedOn => TimeSpan.FromHours(1),
        NoticeCause.Overdue or NoticeCause.MethodFails => TimeSpan.FromHours(8),
        NoticeCause.Test => TimeSpan.FromMinutes(10),
    };
}
