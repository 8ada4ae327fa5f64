using System.Text.Json;
using System.Text.RegularExpressions;
using Holdfast.Browser.Tests.Sites;
using Holdfast.Core.Ledger;
using Holdfast.Core.Notices;
using Holdfast.Harness;
using Holdfast.Harness.Browsers;
using Holdfast.Harness.Notices;
using Holdfast.Harness.People;
using Holdfast.Harness.Story;
using Holdfast.Storage.Incidents;
using Holdfast.Storage.Ledger;
using Holdfast.Storage.Notices;
using Holdfast.Web.Notices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Holdfast.Browser.Tests.Stories;

/// <summary>How one is reached and what a notice looks like, in a browser: the pages, the worker behind them, by axe in both themes and both widths.</summary>
public sealed class NoticeStories : IAsyncLifetime
{
    readonly RecordingCarrier push = new(MethodKind.Push);
    readonly RecordingCarrier email = new(MethodKind.Email);
    Desk? opened;
    IPlaywright? playwright;
    IBrowser? chromium;

    Desk Desk => opened ?? throw new InvalidOperationException("Not opened.");

    public async ValueTask InitializeAsync()
    {
        opened = await Desk.OpenAsync(On.Sqlite, more: services => services.AddSingleton<ICarrier>(push).AddSingleton<ICarrier>(email));
        playwright = await Playwright.CreateAsync();
        chromium = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium.Whole, Args = Chromium.Arguments });
    }

    [Fact]
    public async Task Every_page_of_notices_is_accessible()
    {
        var cora = await PageAsync(Desk.Staff.Supervisor);
        await cora.GotoAsync("/account/methods");
        await CheckAsync(cora, "methods-none");
        await cora.GetByLabel("E-mail address").FillAsync("cora.sample@mail.example");
        await cora.GetByRole(AriaRole.Button, new() { Name = "Add and send a code" }).ClickAsync();
        await Expect(cora.GetByText("A code is on its way")).ToBeVisibleAsync();
        await CheckAsync(cora, "methods-code");
        await cora.GetByLabel("Code of six digits").FillAsync(Regex.Match(email.Handed[^1].Message.Text, "[0-9]{6}", RegexOptions.NonBacktracking).Value);
        await cora.GetByRole(AriaRole.Button, new() { Name = "Verify", Exact = true }).ClickAsync();
        await Expect(cora.GetByText("Alerts go there from now on")).ToBeVisibleAsync();
        var failing = await HasPhoneAsync(Desk.Staff.Supervisor);
        push.Fails(SendFailure.Gone, final: true);
        await cora.GetByRole(AriaRole.Button, new() { Name = "Send a test" }).ClickAsync();
        await Wait.UntilAsync("the test has failed and gone out", async () => (await Of<NoticeReader>().LatestTestAsync(Desk.Staff.Supervisor.Id)).Count(one => one.State is DeliveryState.Sent or DeliveryState.Failed) >= 2);
        await Wait.UntilAsync("it is known", () => Task.FromResult(Of<KnownMethods>().Failing.Any(one => one.Id == failing)));
        await cora.GetByText("Look again").ClickAsync();
        await cora.ReloadAsync();
        await Expect(cora.GetByText("Failed: the address exists no more")).ToBeVisibleAsync();
        await cora.GetByText("Change or remove").First.ClickAsync();
        await CheckAsync(cora, "methods");

        var iris = await PageAsync(Desk.Staff.Administrator);
        await iris.GotoAsync("/deliveries");
        await Expect(iris.GetByRole(AriaRole.Note).GetByText("One person can’t be reached by a method of theirs.")).ToBeVisibleAsync();
        await CheckAsync(iris, "deliveries");

        push.Works();
        var path = await RingAsync();
        var phone = await PageAsync(null);
        await phone.GotoAsync(path);
        await CheckAsync(phone, "notice");
        await phone.GetByRole(AriaRole.Button, new() { Name = "I take it" }).ClickAsync();
        await Expect(phone.GetByText("You have it since")).ToBeVisibleAsync();
        await CheckAsync(phone, "notice-taken");
    }

    [Fact]
    public async Task The_worker_shows_a_notice_and_says_that_it_arrived()
    {
        var method = await HasPhoneAsync(Desk.Staff.Supervisor);
        await RingAsync();
        var message = push.Handed[^1].Message;
        var page = await PageAsync(Desk.Staff.Supervisor);
        await page.Context.GrantPermissionsAsync(["notifications"], new() { Origin = Desk.Address.GetLeftPart(UriPartial.Authority) });
        await page.GotoAsync("/account/methods");
        var devtools = await page.Context.NewCDPSessionAsync(page);
        var registered = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        devtools.Event("ServiceWorker.workerRegistrationUpdated").OnEvent += (_, told) =>
        {
            if (told?.GetProperty("registrations") is { ValueKind: JsonValueKind.Array } all && all.GetArrayLength() > 0) registered.TrySetResult(all[0].GetProperty("registrationId").GetString()!);
        };
        await devtools.SendAsync("ServiceWorker.enable");
        (await page.EvaluateAsync<string>("async () => { await navigator.serviceWorker.register('/sw.js', { scope: '/' }); return new URL((await navigator.serviceWorker.ready).scope).pathname; }")).ShouldBe("/");
        await devtools.SendAsync("ServiceWorker.deliverPushMessage", new Dictionary<string, object>
        {
            ["origin"] = Desk.Address.GetLeftPart(UriPartial.Authority),
            ["registrationId"] = await registered.Task.WaitAsync(Wait.Patience, TimeProvider.System),
            ["data"] = JsonSerializer.Serialize(new { title = message.Title, text = message.Text, link = message.Link.AbsoluteUri, tag = message.Tag, urgent = message.Urgent }),
        });
        await Wait.UntilAsync("it arrived", async () => (await Of<NoticeReader>().OfIncidentAsync((await Ringing()).Id)).Any(one => one.Method == method && one.State == DeliveryState.Delivered));
        var shown = await page.EvaluateAsync<string[]>("async () => (await (await navigator.serviceWorker.ready).getNotifications()).flatMap(one => [one.title, one.body, one.tag])");
        shown.ShouldBe([message.Title, message.Text, message.Tag]);
        (await page.EvaluateAsync<string>("async () => (await (await fetch('/manifest.webmanifest')).json()).start_url")).ShouldBe("/");
    }

    public async ValueTask DisposeAsync()
    {
        if (chromium is not null) await chromium.DisposeAsync();
        playwright?.Dispose();
        if (opened is not null) await opened.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    T Of<T>()
        where T : notnull => Desk.Services.GetRequiredService<T>();

    async Task<Core.Incidents.Incident> Ringing() => (await Of<IncidentReader>().RingingAsync(1))[0];

    /// <summary>An alert goes to the supervisor's phone: its path.</summary>
    async Task<string> RingAsync()
    {
        var report = await Desk.ReportAsync(Desk.Staff.Agent);
        await report.AsksForSupervisorAsync();
        await Wait.UntilAsync("it went out", () => Task.FromResult(push.Handed.Any(one => one.Message.Title.Contains(report.Number, StringComparison.Ordinal))));
        await Wait.UntilAsync("it is noted", async () => (await Of<NoticeReader>().OfIncidentAsync(report.Id)).Any(one => one is { Kind: MethodKind.Push, State: DeliveryState.Sent }));
        return push.Handed[^1].Message.Link.AbsolutePath;
    }

    async Task<MethodId> HasPhoneAsync(Hired person)
    {
        var id = MethodId.New(Desk.Clock);
        var store = Of<MethodStore>();
        await store.AddAsync(id, person.Id, MethodKind.Push, "Chrome on Android phone", new MethodAddress.Push(new Uri("https://push.example/1"), new byte[65], new byte[16]), TimeSpan.Zero);
        await store.VerifyAsync(person.Id, id, await store.NewCodeAsync(person.Id, id));
        await Of<KnownMethods>().RefreshAsync();
        return id;
    }

    /// <summary>A browser of somebody, or of nobody. The story's clock is not the browser's, so that it comes in by token instead of a cookie.</summary>
    async Task<IPage> PageAsync(Hired? person)
    {
        var context = await (chromium ?? throw new InvalidOperationException("Not opened.")).NewContextAsync(new()
        {
            BaseURL = Desk.Address.ToString(),
            ViewportSize = new() { Width = 1440, Height = 900 },
            ExtraHTTPHeaders = person is null ? [] : [new("Authorization", "Bearer " + person.Token)],
        });
        return await context.NewPageAsync();
    }

    /// <summary>In each look and language; afterwards the page is as it was.</summary>
    static async Task CheckAsync(IPage page, string name)
    {
        await Screens.TakeAsync(page, name, whole: true);
        (await Looks.FindAsync(page, name)).ShouldBeEmpty();
        await page.SetExtraHTTPHeadersAsync([new("Accept-Language", "es")]);
        await page.GotoAsync(page.Url.Split('#')[0]); // loading it again would send its form again
        (await page.GetAttributeAsync("html", "lang")).ShouldBe("es");
        await Screens.TakeAsync(page, name + "-es", whole: true);
        (await Looks.FindAsync(page, name + "-es")).ShouldBeEmpty();
        await page.SetExtraHTTPHeadersAsync([]);
        await page.GotoAsync(page.Url.Split('#')[0]);
    }
}
