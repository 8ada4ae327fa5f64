using System.Collections.Immutable;
using Holdfast.Core.Incidents;
using Holdfast.Core.Ledger;
using Holdfast.Core.Notices;
using Holdfast.Harness;
using Holdfast.Harness.Notices;
using Holdfast.Harness.People;
using Holdfast.Harness.Story;
using Holdfast.Storage.Incidents;
using Holdfast.Storage.Ledger;
using Holdfast.Storage.Notices;
using Holdfast.Tests.Procedures;
using Holdfast.Web.Escalation;
using Holdfast.Web.Notices;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Record = Holdfast.Storage.Ledger.Ledger;

namespace Holdfast.Tests.Notices;

/// <summary>A desk at which everybody is rung at once and for good, and told by nobody but the test; its notices go to carriers that keep them.</summary>
sealed class NoticeDesk : IAsyncDisposable
{
    readonly PackFolder pack;

    NoticeDesk(Desk desk, PackFolder pack, RecordingCarrier push, RecordingCarrier email) => (Desk, this.pack, Push, Email) = (desk, pack, push, email);

    public Desk Desk { get; }

    public Staff Staff => Desk.Staff;

    public RecordingCarrier Push { get; }

    public RecordingCarrier Email { get; }

    public NoticeReader Reader => Of<NoticeReader>();

    public Web.Notices.Notices Notices => Of<Web.Notices.Notices>();

    public static async Task<NoticeDesk> OpenAsync(On database)
    {
        RecordingCarrier push = new(MethodKind.Push), email = new(MethodKind.Email);
        var folder = new PackFolder();
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "escalation.yaml"), """
            unfiled-after: 86400
            silent-after: 86400
            repeat-every: 86400
            tiers:
              - { id: everyone, label: Everyone, after: 0, ring: [supervisors, leads, corporate-security] }
            """);
        var desk = await Desk.OpenAsync(database, folder: folder.Path, more: services => services
            .AddSingleton<ICarrier>(push).AddSingleton<ICarrier>(email).AddSingleton<TellPeople>(_ => (_, _, _, _, _) => []));
        return new NoticeDesk(desk, folder, push, email);
    }

    public T Of<T>()
        where T : notnull => Desk.Services.GetRequiredService<T>();

    /// <summary>Somebody has a mailbox or a phone, verified by its code.</summary>
    public async Task<MethodId> HasAsync(Hired person, MethodKind kind, TimeSpan after = default, string name = "phone")
    {
        var store = Of<MethodStore>();
        var id = MethodId.New(Desk.Clock);
        MethodAddress address = kind == MethodKind.Email ? new MethodAddress.Email($"{name}@mail.example")
            : new MethodAddress.Push(new Uri($"https://push.example/{name}"), new byte[65], new byte[16]);
        (await store.AddAsync(id, person.Id, kind, name, address, after)).ShouldBeTrue();
        (await store.VerifyAsync(person.Id, id, await store.NewCodeAsync(person.Id, id))).ShouldBe(CodeOutcome.Verified);
        await Of<KnownMethods>().RefreshAsync();
        return id;
    }

    /// <summary>A call comes in and rings for the team.</summary>
    public async Task<Report> RingsAsync()
    {
        var report = await Desk.ReportAsync(Staff.Agent);
        await report.SaysAsync("I will burn it all down");
        await report.AsksForSupervisorAsync();
        await Wait.UntilAsync("everybody is rung", async () => (await FindAsync(report)).Ring is { People.IsEmpty: false });
        return report;
    }

    public async Task<Incident> FindAsync(Report report) => (await Of<IncidentReader>().FindAsync(report.Id))!;

    /// <summary>These people are told, with a fact of the incident.</summary>
    public async Task<Appended> TellsAsync(Report report, NoticeCause cause, Hired[] people, EntryId? entry = null, int? expected = null)
    {
        var incident = await FindAsync(report);
        var now = Desk.Clock.GetUtcNow();
        var appended = await Of<Record>().AppendAsync(new Append
        {
            Incident = report.Id,
            Author = Staff.Agent.Id,
            Entries = [new NewEntry(entry ?? EntryId.New(Desk.Clock), new NoteAdded("they are told"), now)],
            ExpectedVersion = expected,
            Also = Notices.For(incident, people.Select(person => person.Id), cause, now),
        });
        Notices.Wake();
        return appended;
    }

    /// <summary>Somebody takes it, and with that the ring's notices are over.</summary>
    public async Task TakesAsync(Report report, Hired person)
    {
        await using var screen = await Desk.SitsDownAsync(person);
        await screen.AcknowledgesAsync(report);
        await OverAsync(report);
    }

    public Task OverAsync(Report report) => Of<NoticeStore>().WriteAsync(Notices.Over(report.Id, Desk.Clock.GetUtcNow()));

    /// <summary>The deliveries of a kind, once they are as expected.</summary>
    public Task<ImmutableArray<Delivery>> BecomesAsync(Report report, MethodKind kind, DeliveryState state, int count = 1) =>
        BecomesAsync($"{count} by {kind} {state}", async () => await Reader.OfIncidentAsync(report.Id), all => all.Count(one => one.Kind == kind && one.State == state) == count, kind);

    public Task<ImmutableArray<Delivery>> BecomesAsync(string what, Func<Task<IReadOnlyList<Delivery>>> read, Func<IReadOnlyList<Delivery>, bool> expected, MethodKind? kind = null) =>
        WaitAsync(what, read, expected, kind);

    static async Task<ImmutableArray<Delivery>> WaitAsync(string what, Func<Task<IReadOnlyList<Delivery>>> read, Func<IReadOnlyList<Delivery>, bool> expected, MethodKind? kind)
    {
        var found = await Wait.ForAsync(what, async () => await read() is { } all && expected(all) ? all : null);
        return [.. found.Where(one => kind is null || one.Kind == kind)];
    }

    public async ValueTask DisposeAsync()
    {
        await Desk.DisposeAsync();
        pack.Dispose();
    }
}
