using System.Collections.Concurrent;
using System.Security.Cryptography;
using Holdfast.Core.Access;
using Holdfast.Core.Incidents;
using Holdfast.Core.Ledger;
using Holdfast.Core.Notices;
using Holdfast.Core.People;
using Holdfast.Core.Text;
using Holdfast.Storage.Incidents;
using Holdfast.Storage.Notices;
using Holdfast.Web.Feed;
using Holdfast.Web.Time;
using Directory = Holdfast.Web.People.Directory;

namespace Holdfast.Web.Notices;

/// <summary>
/// Hands over what is due: claims it, so that of several nodes one has it; asks whether it is still needed; notes what became of it. Each kind has
/// lanes of its own, so that a slow carrier holds up nobody else's. A node that dies in between loses nothing: it is due again when its claim is over.
/// </summary>
public sealed class DeliveryWorker : Rounds
{
    /// <summary>Handed over at once, for each kind.</summary>
    const int Lanes = 16;

    /// <summary>After how long a carrier that doesn't answer is given up for this time.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>How long one node has a delivery: more than a carrier can take.</summary>
    static readonly TimeSpan Claim = TimeSpan.FromMinutes(2);

    readonly NoticeStore store;
    readonly Handing handing;
    readonly IncidentReader incidents;
    readonly Directory directory;
    readonly Audience screens;
    readonly Notices notices;
    readonly ILogger<DeliveryWorker> log;
    readonly ConcurrentDictionary<Task, MethodKind> underWay = [];

    public DeliveryWorker(
        NoticeStore store, Handing handing, IncidentReader incidents, Directory directory, Audience screens, Notices notices, TimeProvider clock, ILogger<DeliveryWorker> log)
        : base(TimeSpan.FromSeconds(1), clock)
    {
        (this.store, this.handing, this.incidents, this.directory, this.screens, this.notices, this.log) = (store, handing, incidents, directory, screens, notices, log);
        notices.Woken += Wake;
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await Task.WhenAll(underWay.Keys).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public override void Dispose()
    {
        notices.Woken -= Wake;
        base.Dispose();
    }

    protected override async Task RoundAsync(CancellationToken cancel)
    {
        foreach (var kind in Enum.GetValues<MethodKind>())
        {
            var now = Clock.GetUtcNow();
            var free = Lanes - underWay.Count(one => one.Value == kind);
            if (free <= 0 || await store.DueAsync(kind, now, free) is not { Count: > 0 } due)
            {
                continue;
            }

            var claimed = await store.ClaimAsync(due, now + Claim);
            var known = new Dictionary<IncidentId, Incident?>();
            foreach (var one in claimed)
            {
                if (one.Notice.Incident is { } id && !known.ContainsKey(id))
                {
                    known[id] = await incidents.FindAsync(id);
                }

                Start(one, one.Notice.Incident is { } of ? known[of] : null, cancel);
            }
        }
    }

    protected override void Tell(string failure) => NoticesLog.DeliveriesWait(log, failure);

    void Start(Delivery claimed, Incident? incident, CancellationToken cancel)
    {
        var task = Task.Run(() => TryAsync(claimed, incident, cancel), CancellationToken.None);
        underWay[task] = claimed.Kind;
        _ = task.ContinueWith(
            ended =>
            {
                underWay.TryRemove(ended, out _);
                if (!cancel.IsCancellationRequested)
                {
                    Wake();
                }
            },
            CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    async Task TryAsync(Delivery claimed, Incident? incident, CancellationToken cancel)
    {
        try
        {
            await DeliverAsync(claimed, incident, cancel);
        }
#pragma warning disable CA1031 // Whatever is wrong with one must not keep the others waiting; it is due again when its claim is over.
        catch (Exception broken)
#pragma warning restore CA1031
        {
            if (!cancel.IsCancellationRequested)
            {
                NoticesLog.OneWaits(log, broken.GetType().Name);
            }
        }
    }

    async Task DeliverAsync(Delivery claimed, Incident? incident, CancellationToken cancel)
    {
        if (directory.Find(claimed.Notice.Person) is not { } person || !IsNeeded(claimed.Notice, incident, person))
        {
            await store.NotNeededAsync(claimed);
        }
        else if (claimed.Kind == MethodKind.Screen)
        {
            await (screens.Has(person.Id) ? store.SentAsync(claimed) : store.FailedAsync(claimed, SendFailure.NoScreen));
        }
        else if (await handing.SendAsync(claimed, incident, person, Patience, cancel) is { } sending)
        {
            await NoteAsync(claimed, sending);
        }
        else
        {
            await store.NotNeededAsync(claimed);
        }
    }

    bool IsNeeded(Notice notice, Incident? incident, Person person) => !person.Disabled && notice is { UsedAt: null, OverAt: null } && notice.Cause switch
    {
        NoticeCause.Ring => incident is not null && Access.IsRungFor(person, incident),
        NoticeCause.Overdue or NoticeCause.HandedOn => incident is not null && Access.Decide(person, incident, Operation.SeeNumber, Clock.GetUtcNow()).IsAllowed,
        NoticeCause.Test => true,
        NoticeCause.MethodFails => person.Is(Role.Administrator),
    };

    async Task NoteAsync(Delivery claimed, Sending sending)
    {
        if (sending is not Sending.Failed failed)
        {
            await store.SentAsync(claimed);
            await handing.WorksAsync(claimed);
            return;
        }

        var unit = RandomNumberGenerator.GetInt32(1000) / 1000.0;
        if (!failed.Final && Backoff.After(claimed.Attempts, unit, failed.After) is { } wait)
        {
            await store.AgainAsync(claimed, failed.Cause, Clock.GetUtcNow() + wait);
        }
        else
        {
            await store.FailedAsync(claimed, failed.Cause);
            NoticesLog.GivenUp(log, Words<MethodKind>.Of(claimed.Kind), claimed.Attempts, Words<SendFailure>.Of(failed.Cause));
        }

        await handing.FailsAsync(claimed, failed);
    }
}
