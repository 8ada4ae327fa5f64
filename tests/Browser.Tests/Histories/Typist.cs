using Holdfast.Harness;
using Holdfast.Harness.People;
using Holdfast.Harness.Processes;
using Microsoft.Playwright;

namespace Holdfast.Histories;

/// <summary>Somebody at a live screen to whom everything happens that can. What they typed is on the machine or saved before a fault comes: a tenth of a second is all that a fault may take.</summary>
sealed class Typist(House house, IPlaywright playwright, string profile) : IAsyncDisposable
{
    static readonly string[] Kinds = ["bomb", "self-harm", "harm-to-others", "property"];

    /// <summary>Notes when a key was pressed and until when all that was typed is on the machine.</summary>
    const string Watch = """
        addEventListener("error", event => console.error("Problem " + event.error?.stack));
        addEventListener("input", () => { window.pressedAt = performance.now(); }, true);
        document.addEventListener("holdfast:kept", event => { window.keptAt = event.detail; });
        """;

    const int Attempts = 3;

    const string Kept = "() => !(window.pressedAt > (window.keptAt ?? -1)) || document.querySelector('#saved.safe') !== null";

    const string Left = """
        () => new Promise((done, failed) => {
          const asked = indexedDB.open("holdfast-journal");
          asked.onerror = () => failed(asked.error);
          asked.onupgradeneeded = () => { asked.transaction.abort(); };
          asked.onsuccess = () => {
            const count = asked.result.transaction("words").objectStore("words").count();
            count.onsuccess = () => { asked.result.close(); done(count.result); };
          };
        })
        """;

    readonly List<string> problems = [];
    BrowserProcess? browser;
    IPage? page;
    bool offline;
    bool crashed; // the worker with its page, and none has opened since

    Hired Agent => house.Staff.Agent;

    IPage Page => page ?? throw new InvalidOperationException("No page is open.");

    IBrowserContext Context => browser!.Context;

    /// <summary>The incident's id, once there is one.</summary>
    public string? Incident { get; private set; }

    /// <summary>The kind that was chosen last; null before.</summary>
    public string? Chosen { get; private set; }

    public IReadOnlyList<string> Problems => problems;

    public async Task TypeAsync(string text)
    {
        await ReadyAsync();
        await Page.FocusAsync("#words");
        await Page.Keyboard.PressAsync("End");
        await Page.Keyboard.TypeAsync(text);
        Incident ??= await Page.EvaluateAsync<string?>("() => sessionStorage.getItem('holdfast.starting')?.split(' ')[0] ?? location.pathname.match(/[0-9a-f-]{36}/)?.[0] ?? null");
    }

    public async Task EnterAsync()
    {
        await ReadyAsync();
        await Page.FocusAsync("#words");
        await Page.Keyboard.PressAsync("Enter");
    }

    public async Task AnswerAsync(string field, string text)
    {
        await ReadyAsync();
        var input = Page.Locator($"#live [name='{field}']").First;
        await input.EvaluateAsync("element => { for (let fold = element.closest('details'); fold; fold = fold.parentElement.closest('details')) fold.open = true; }");
        await input.FillAsync(text);
        await input.PressAsync("Enter");
    }

    public async Task ChooseAsync(int which)
    {
        await ReadyAsync();
        var box = Page.Locator($"#live input[name=kind][value='{Kinds[which]}']");
        if (await box.IsCheckedAsync()) return;
        await box.EvaluateAsync("element => element.click()"); // wherever it has been moved to by what is still coming
        Chosen = Kinds[which];
    }

    /// <summary>Until the pause has made an entry of what was typed, or five seconds have gone without a connection.</summary>
    public async Task PauseAsync()
    {
        await ReadyAsync();
        await Page.EvaluateAsync("() => new Promise(done => setTimeout(done, 5200))");
    }

    public async Task OfflineAsync(bool so)
    {
        offline = so;
        var told = Context.SetOfflineAsync(so);
        // A worker that crashed with its page answers once a page has started it again; what opens until then is told at once.
        if (crashed) _ = told.ContinueWith(_ => { }, TaskScheduler.Default);
        else await told.WaitAsync(Wait.Patience);
    }

    public async Task UpAsync()
    {
        if (house.Server is null) await house.StartAsync();
    }

    public async Task RefreshAsync()
    {
        if (page is null) return;
        await KeptAsync();
        if (house.Server is null || offline)
        {
            // Nothing answers: the worker shows the screen that it has kept, or else the browser its own page, and the words are gone from sight.
            try
            {
                await Page.ReloadAsync();
            }
            catch (PlaywrightException)
            {
                await LoseAsync();
                return;
            }

            if (await Page.Locator("#words").CountAsync() == 0) await LoseAsync();
            else await ArriveAsync();
            return;
        }

        await Page.ReloadAsync();
        if (Page.Url.Contains("/sign-in", StringComparison.Ordinal)) await SignInAsync(Page, Agent);
        await ArriveAsync();
    }

    public async Task CrashAsync()
    {
        if (page is null) return;
        await KeptAsync();
        var over = new TaskCompletionSource();
        Page.Crash += (_, _) => over.TrySetResult();
        var devtools = await Context.NewCDPSessionAsync(Page);
        _ = devtools.SendAsync("Page.crash").ContinueWith(_ => { }, TaskScheduler.Default);
        await over.Task.WaitAsync(Wait.Patience);
        crashed = true;
        await LoseAsync();
    }

    public async Task CloseAsync()
    {
        if (page is null) return;
        await KeptAsync();
        await LoseAsync();
    }

    public async Task KillAsync(bool keepsSession)
    {
        if (page is not null) await KeptAsync();
        var cookies = keepsSession ? await Context.CookiesAsync() : [];
        await browser!.DisposeAsync();
        page = null;
        offline = crashed = false;
        await StartBrowserAsync();
        await Context.AddCookiesAsync(cookies.Select(cookie => new Cookie { Name = cookie.Name, Value = cookie.Value, Domain = cookie.Domain, Path = cookie.Path, HttpOnly = cookie.HttpOnly, SameSite = cookie.SameSite }));
    }

    /// <summary>The session's cookie is really gone; whoever types goes on typing, and signs in over the page when it asks.</summary>
    public async Task EndSessionAsync() => await Context.ClearCookiesAsync();

    /// <summary>Ends the line and goes on in a second tab of the same incident, while the first stays open.</summary>
    public async Task OtherTabAsync()
    {
        if (page is null || house.Server is null || offline) return;
        await EnterAsync();
        await KeptAsync();
        if (Context.Pages.Count > 2) await Page.CloseAsync();
        page = null;
    }

    public async Task SignOutAsync()
    {
        await UpAsync();
        await OfflineAsync(false);
        if (page is not null) await KeptAsync();
        var other = await NewPageAsync();
        await other.GotoAsync(Address("/sign-out"));
        if (other.Url.EndsWith("/sign-out", StringComparison.Ordinal))
        {
            await other.Locator("main button").ClickAsync();
            await other.ComesToAsync("/sign-in");
        }

        await other.CloseAsync();
    }

    /// <summary>Somebody else signs in in this browser: the screen goes away by itself, and the words are not theirs to read.</summary>
    public async Task AnotherPersonAsync()
    {
        await SignOutAsync();
        var other = await NewPageAsync();
        await other.GotoAsync(Address("/sign-in"));
        await SignInAsync(other, house.Staff.Supervisor);
        if (page is not null) await Page.LeavesAsync("/report");
        if (await other.EvaluateAsync<int>("() => new Promise(done => { const asked = indexedDB.open('holdfast-journal'); asked.onsuccess = () => { const keys = asked.result.transaction('keys').objectStore('keys').count(); keys.onsuccess = () => { asked.result.close(); done(keys.result); }; }; })") != 0)
        {
            problems.Add("Another person found a key.");
        }

        await other.CloseAsync();
        if (page is not null) await LoseAsync();
        await SignOutAsync();
    }

    /// <summary>Everything works again, and all that was typed goes where it belongs.</summary>
    public async Task FinishAsync()
    {
        await UpAsync();
        await OfflineAsync(false);
        await EnterAsync();
        foreach (var one in Context.Pages.Where(one => one.Url.Contains("/report", StringComparison.Ordinal)).ToArray())
        {
            await Wait.UntilAsync("all is saved", async () =>
            {
                await SignInOverAsync(one);
                return await one.EvaluateAsync<bool>("() => document.querySelector('#saved.safe') !== null");
            }, TimeSpan.FromMinutes(2));
        }

        await Wait.UntilAsync("nothing is left on the machine", async () => await Page.EvaluateAsync<int>(Left) == 0, TimeSpan.FromMinutes(5));
    }

    /// <summary>What every tab shows, for whoever has to look why it went no further.</summary>
    public async Task<string> DescribeAsync()
    {
        var tabs = new List<string>();
        foreach (var one in Context.Pages)
        {
            try
            {
                tabs.Add($"{one.Url}: {await one.EvaluateAsync<string>("() => `${document.querySelector('#saved')?.textContent} | ${document.querySelector('#words')?.value} | ${document.querySelector('#sign-over')?.hidden} | pressed ${window.pressedAt} kept ${window.keptAt} now ${performance.now()}`").WaitAsync(TimeSpan.FromSeconds(5))}");
            }
            catch (Exception gone) when (gone is TimeoutException or PlaywrightException)
            {
                tabs.Add($"{one.Url}: {gone.Message}");
            }
        }

        return string.Join("; ", tabs);
    }

    public async Task OpenAsync()
    {
        await StartBrowserAsync();
        page = await NewPageAsync();
        await Page.GotoAsync(Address("/sign-in"));
        await SignInAsync(Page, Agent);
        await Page.GotoAsync(Address("/report"));
        await ArriveAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
    }

    /// <summary>A live screen to type on: the one there is, else the incident opened again.</summary>
    async Task ReadyAsync()
    {
        if (page is not null)
        {
            if (house.Server is not null && !offline) await SignInOverAsync(Page);
            return;
        }

        await UpAsync();
        await OfflineAsync(false);
        page = await NewPageAsync();
        await Wait.UntilAsync("the incident opens again", TryOpenAsync, TimeSpan.FromMinutes(2), TimeSpan.FromMilliseconds(500));
        await ArriveAsync();
        crashed = false;
    }

    async Task<bool> TryOpenAsync()
    {
        var answer = await Page.GotoAsync(Address(Incident is null ? "/report" : $"/report/{Incident}"));
        if (Page.Url.Contains("/sign-in", StringComparison.Ordinal))
        {
            await SignInAsync(Page, Agent);
            return false;
        }

        if (answer?.Status == 200) return true;

        // The server has none of it: it is offered, or on its way there sealed.
        await Page.GotoAsync(Address("/report"));
        try
        {
            await Page.Locator(".interrupted button").ClickAsync(new() { Timeout = 3000 });
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    /// <summary>What another window left is in its fields, or on its way.</summary>
    async Task ArriveAsync() => await Page.WaitForFunctionAsync("() => document.querySelector('link[href$=\"/css/keep.css\"]')");

    async Task SignInOverAsync(IPage one)
    {
        if (!one.Url.Contains("/report", StringComparison.Ordinal)) return;
        var panel = one.Locator("#sign-over");
        if (!await panel.IsVisibleAsync()) return;
        await panel.Locator("[name=password]").FillAsync(Agent.Password);
        await panel.Locator("button").ClickAsync();
        await panel.WaitForAsync(new() { State = WaitForSelectorState.Hidden, Timeout = (float)Wait.Patience.TotalMilliseconds });
    }

    async Task KeptAsync()
    {
        if (page is not null && Page.Url.Contains("/report", StringComparison.Ordinal)) await Page.WaitForFunctionAsync(Kept, null, new() { Timeout = (float)Wait.Patience.TotalMilliseconds });
    }

    async Task LoseAsync()
    {
        await Page.CloseAsync();
        page = null;
    }

    async Task StartBrowserAsync()
    {
        browser = await BrowserProcess.StartAsync(playwright, profile);
        await Context.AddInitScriptAsync(Watch);
    }

    async Task<IPage> NewPageAsync()
    {
        var fresh = await Context.NewPageAsync();
        fresh.Dialog += (_, asked) => _ = asked.AcceptAsync(); // leaving with unsent words is asked about
        fresh.Console += (_, said) => { if (said.Text.StartsWith("Problem ", StringComparison.Ordinal)) problems.Add(said.Text); };
        return fresh;
    }

    static async Task SignInAsync(IPage one, Hired person)
    {
        // Once in some hundred times, on a busy machine, it asks again, as it would ask anybody; what it says is told when it goes on doing so.
        for (var attempt = 1; one.Url.Contains("/sign-in", StringComparison.Ordinal); attempt++)
        {
            await one.FillAsync("#user-name", person.UserName);
            await one.FillAsync("#password", person.Password);
            await one.EvaluateAsync("() => { window.before = true; }");
            await one.Keyboard.PressAsync("Enter");
            await one.WaitForFunctionAsync("() => !window.before && document.readyState === 'complete'");
            if (attempt == Attempts && one.Url.Contains("/sign-in", StringComparison.Ordinal)) throw new TimeoutException("Not signed in: " + await one.InnerTextAsync("main"));
        }
    }

    string Address(string path) => house.Settings.Url + path;
}
