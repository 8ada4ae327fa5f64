using System.Net;
using Holdfast.Core.Access;
using Holdfast.Core.Incidents;
using Holdfast.Core.Ledger;
using Holdfast.Core.Notices;
using Holdfast.Core.People;
using Holdfast.Storage.Incidents;
using Holdfast.Storage.Notices;
using Holdfast.Web.Incidents;
using Holdfast.Web.People;
using Directory = Holdfast.Web.People.Directory;

namespace Holdfast.Web.Notices;

/// <summary>What a notice's link leads to.</summary>
public abstract record Linked
{
    /// <summary>No such notice, or not for its person any more: nobody can tell which.</summary>
    public sealed record Nothing : Linked;

    /// <summary>Too many wrong links from one address.</summary>
    public sealed record TooMany : Linked;

    /// <summary>It waits for its person; one button takes it.</summary>
    public sealed record Waiting(string Title, bool IsTest) : Linked;

    /// <summary>It is taken care of.</summary>
    /// <param name="By">Who has it; null when nobody is known to.</param>
    /// <param name="IsTheirs">Whether that is whoever opened the link.</param>
    /// <param name="Incident">Where to go on, after signing in; null for a test.</param>
    public sealed record Taken(string Title, string? By, DateTimeOffset? At, bool IsTheirs, IncidentId? Incident) : Linked;
}

/// <summary>
/// The way in by a notice's link, without signing in. Looking changes nothing, so that link scanners take nothing; taking is asked of Access like any
/// acknowledgement, for the person whom the notice was made for. Thread-safe.
/// </summary>
public sealed class NoticeDoor(
    NoticeStore store, NoticeLinks links, IncidentReader reader, Readings readings, Decisions decisions, Directory directory, TimeProvider clock) : IDisposable
{
    const string Door = "notices";

    /// <summary>Links that are looked at at once; the others wait for their turn.</summary>
    const int AtOnce = 64;
    readonly SemaphoreSlim turns = new(AtOnce);

    /// <summary>A right link is never held back, however many wrong ones came from its address.</summary>
    readonly SignInAttempts wrong = new(clock);

    public async Task<Linked> LookAsync(string? token, IPAddress? from, CancellationToken cancel) =>
        await FindAsync(token, from, cancel) is not (var notice, var person) ? Refused(from) : await SeeAsync(notice, person);

    /// <summary>Takes it, as its person. Again changes nothing and says how it stands.</summary>
    public async Task<Linked> TakeAsync(string? token, IPAddress? from, CancellationToken cancel)
    {
        if (await FindAsync(token, from, cancel) is not (var notice, var person))
        {
            return Refused(from);
        }

        if (await SeeAsync(notice, person) is not Linked.Waiting waiting)
        {
            return await SeeAsync(notice, person);
        }

        if (notice.Incident is { } incident)
        {
            // The id follows from the notice: posted twice at the same moment, it is one acknowledgement.
            var outcome = await decisions.AcknowledgeAsync(person, incident, EntryId.Of([.. "notice-link"u8, .. notice.Id.ToBytes()]));
            if (outcome is Outcome.Nothing)
            {
                return new Linked.Nothing();
            }

            if (outcome is not Outcome.Done)
            {
                return await SeeAsync(notice, person);
            }
        }

        await store.UseAsync(notice.Id);
        return await FindAsync(token, from, cancel) is (var used, _) ? await SeeAsync(used, person) : waiting;
    }

    /// <summary>A phone says that it has the notice, or that its owner saw it.</summary>
    public async Task<Linked> ReceiveAsync(string? token, MethodId? method, bool seen, IPAddress? from, CancellationToken cancel)
    {
        if (await FindAsync(token, from, cancel) is not (var notice, _))
        {
            return Refused(from);
        }

        await store.ReceivedAsync(notice.Id, method, seen);
        return new Linked.Waiting("", IsTest: false);
    }

    public void Dispose() => turns.Dispose();

    async Task<(Notice, Person)?> FindAsync(string? token, IPAddress? from, CancellationToken cancel)
    {
        if (token is null || !NoticeLinks.TryRead(token, out var id))
        {
            wrong.CountFailure(from);
            return null;
        }

        await turns.WaitAsync(cancel);
        try
        {
            var notice = await store.FindAsync(id);
            if (notice is null || !links.Matches(token, notice))
            {
                wrong.CountFailure(from);
                return null;
            }

            // There is no session here that ends with the account: who is disabled is asked anew.
            await directory.RefreshAsync();
            if (directory.Find(notice.Person) is { Disabled: false } person)
            {
                return (notice, person);
            }

            return null;
        }
        finally
        {
            turns.Release();
        }
    }

    Linked Refused(IPAddress? from) => wrong.MayTry(from) ? new Linked.Nothing() : new Linked.TooMany();

    async Task<Linked> SeeAsync(Notice notice, Person person)
    {
        if (notice.Incident is not { } id)
        {
            var title = Messages.Title(notice, null);
            return notice.UsedAt is { } used ? new Linked.Taken(title, person.DisplayName, used, IsTheirs: true, null) : new Linked.Waiting(title, IsTest: true);
        }

        var incident = await reader.FindAsync(id);
        var now = clock.GetUtcNow();
        if (incident is null || !Access.Decide(person, incident, Operation.SeeNumber, now).IsAllowed)
        {
            return await DeniedAsync(person, incident, Operation.SeeNumber);
        }

        if (notice is { UsedAt: null, OverAt: null } && incident.Ring is not null)
        {
            return Access.Decide(person, incident, Operation.Acknowledge, now).IsAllowed
                ? new Linked.Waiting(Messages.Title(notice, incident), IsTest: false)
                : await DeniedAsync(person, incident, Operation.Acknowledge);
        }

        var taken = incident.Ring is null ? incident.Acknowledged : null;
        return new Linked.Taken(
            Messages.Title(notice, incident), taken is null ? null : directory.Find(taken.By)?.DisplayName, taken?.At, taken?.By == person.Id, incident.Id);
    }

    async Task<Linked> DeniedAsync(Person person, Incident? incident, Operation operation)
    {
        await readings.DenyAsync(person, incident?.Id, Door, operation);
        return new Linked.Nothing();
    }
}
