using System.Collections.Immutable;
using Holdfast.Core.Incidents;
using Holdfast.Core.Notices;
using Holdfast.Core.People;
using Holdfast.Core.Text;
using Holdfast.Storage.Ledger;
using Holdfast.Storage.Notices;
using Directory = Holdfast.Web.People.Directory;

namespace Holdfast.Web.Notices;

/// <summary>Hands messages over to whoever carries their kind, and knows which methods work. Thread-safe.</summary>
public sealed class Handing(
    IEnumerable<ICarrier> carriers, MethodStore methods, KnownMethods known, NoticeStore store, Notices notices, NoticeLinks links, Directory directory, TimeProvider clock, ILogger<Handing> log)
{
    /// <summary>From this attempt on a method counts as failing, though it is still tried.</summary>
    const int Suspicious = 3;

    /// <summary>Administrators are told at most once in this time; the page shows all.</summary>
    static readonly TimeSpan OnceIn = TimeSpan.FromMinutes(15);
    readonly ICarrier[] carriers = [.. carriers];

    /// <summary>Whether the site has set this kind up.</summary>
    public bool Carries(MethodKind kind) => Carrier(kind) is not null;

    /// <summary>Hands a notice over by its method; null when the method is gone or not verified, and nothing is to be sent.</summary>
    public async Task<Sending?> SendAsync(Delivery delivery, Incident? incident, Person person, TimeSpan patience, CancellationToken cancel)
    {
        if (delivery.Method is not { } id || await methods.FindAsync(id) is not { Method.VerifiedAt: not null } method || method.Method.Person != person.Id)
        {
            return null;
        }

        var link = delivery.Notice.Cause == NoticeCause.MethodFails ? links.At(DeliveriesPage.Path) : links.To(delivery.Notice, delivery.Kind == MethodKind.Push ? id : null);
        return await SendAsync(delivery.Kind, method.Address, Messages.Of(delivery.Notice, incident, person, link), patience, cancel);
    }

    /// <summary>Hands one message over. A carrier that breaks or doesn't answer in time is a failure like any other.</summary>
    public async Task<Sending> SendAsync(MethodKind kind, MethodAddress address, Message message, TimeSpan patience, CancellationToken cancel)
    {
        if (Carrier(kind) is not { } carrier)
        {
            return new Sending.Failed(SendFailure.NotSetUp, Final: true);
        }

        using var time = new CancellationTokenSource(patience, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(time.Token, cancel);
        try
        {
            return await carrier.SendAsync(address, message, both.Token).WaitAsync(both.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return new Sending.Failed(SendFailure.TimedOut, Final: false);
        }
#pragma warning disable CA1031 // A carrier's bug: told by kind, and tried again like any failure.
        catch (Exception bug) when (bug is not OperationCanceledException)
#pragma warning restore CA1031
        {
            NoticesLog.CarrierBroke(log, Words<MethodKind>.Of(kind), bug.GetType().Name);
            return new Sending.Failed(SendFailure.BadAnswer, Final: false);
        }
    }

    /// <summary>A method did what it should.</summary>
    public async Task WorksAsync(Delivery delivery)
    {
        if (delivery.Method is { } id && known.Of(delivery.Notice.Person).Any(method => method.Id == id && method.FailingSince is not null))
        {
            await methods.NoteAsync(id, null);
            await known.RefreshAsync();
        }
    }

    /// <summary>A method failed: once that is more than a bad moment, administrators are told.</summary>
    public async Task FailsAsync(Delivery delivery, Sending.Failed failed)
    {
        if (delivery.Method is not { } id || (!failed.Final && delivery.Attempts < Suspicious))
        {
            return;
        }

        var before = known.Of(delivery.Notice.Person).FirstOrDefault(method => method.Id == id)?.FailingSince;
        if (!await methods.NoteAsync(id, failed.Cause))
        {
            return;
        }

        await known.RefreshAsync();
        if (before is null && delivery.Notice.Cause != NoticeCause.MethodFails)
        {
            var now = clock.GetUtcNow();
            ImmutableArray<Write> rows = [.. directory.Active.Where(person => person.Is(Role.Administrator)).Take(Notices.MostPeople)
                .SelectMany(person => notices.OfHouse(NoticeId.New(clock), person.Id, NoticeCause.MethodFails, OnceIn, now))];
            await store.WriteAsync(rows);
            notices.Wake();
        }
    }

    ICarrier? Carrier(MethodKind kind) => carriers.FirstOrDefault(carrier => carrier.Kind == kind);
}
