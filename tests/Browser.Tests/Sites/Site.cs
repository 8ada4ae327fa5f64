using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Holdfast.Harness;
using Holdfast.Harness.Procedures;
using Holdfast.Harness.Processes;
using Holdfast.Histories;
using Microsoft.Playwright;
using Xunit;

namespace Holdfast.Browser.Tests.Sites;

/// <summary>The sample desk in a process of its own, shared by the tests of a class; one of them at a time visits it by the run's Chromium.</summary>
public abstract class Site(Chromiums chromiums, SampleFolders samples) : IAsyncLifetime
{
    readonly TemporaryFolder folder = new();
    readonly ConcurrentDictionary<string, Task<string>> cookies = new(StringComparer.Ordinal);
    IReadOnlyDictionary<string, string> passwords = new Dictionary<string, string>();
    readonly ConcurrentBag<IBrowserContext> open = [];
    IBrowser? browser;
    ServerProcess? server;

    /// <summary>"http" or "https": also in the names of screenshots.</summary>
    public abstract string Scheme { get; }

    public string Url { get; private set; } = "";

    /// <summary>How the site's pack calls what the default pack calls otherwise.</summary>
    public PackWords Words => PackWords.Of(Pack);

    /// <summary>What it works by.</summary>
    protected virtual Pack Pack => Pack.Default;

    public ServerProcess Server => server ?? throw new InvalidOperationException("Not started.");

    string Data => Path.Combine(folder.Path, "data");

    IBrowser Browser => browser ?? throw new InvalidOperationException("Not started.");

    public async ValueTask InitializeAsync()
    {
        browser = await chromiums.TakeAsync();
        Url = $"{Scheme}://localhost:{FreePort.Take()}";
        await samples.CopyAsync(Pack, Data);
        await StartAsync();
    }

    /// <summary>Starts the server, also again after a kill, on the same folder and address.</summary>
    /// <param name="executable">Another build of the product; null for the Release build.</param>
    public async Task StartAsync(string? executable = null)
    {
        var settings = new Settings { Data = Data, Url = Url, Executable = executable };
        server = await ServerProcess.StartAsync(settings, ["sample", .. Arguments(folder.Path), .. Words.Folder is { } pack ? new[] { "--pack", pack } : []]);
        await Wait.UntilAsync("the sample's people are printed", () => Task.FromResult(server.Printed.Contains("Ctrl+C stops it", StringComparison.Ordinal)));
        passwords = Regex.Matches(server.Printed, @"^  (?<name>\w+) +(?<password>\w{4}-\w{4}-\w{4}) ", RegexOptions.Multiline | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)
            .ToDictionary(match => match.Groups["name"].Value, match => match.Groups["password"].Value);
    }

    /// <summary>
    /// A browser of its own with somebody signed in; nobody for an empty name. Without the service worker unless asked for: each new browser would
    /// fetch all it keeps.
    /// </summary>
    public async Task<IBrowserContext> BrowserOfAsync(string userName, Action<BrowserNewContextOptions>? change = null)
    {
        var options = new BrowserNewContextOptions { ViewportSize = new() { Width = 1440, Height = 900 }, IgnoreHTTPSErrors = true, BaseURL = Url, ServiceWorkers = ServiceWorkerPolicy.Block };
        if (userName.Length > 0)
        {
            options.StorageState = await cookies.GetOrAdd(userName, SignInAsync);
        }

        change?.Invoke(options);
        var context = await Browser.NewContextAsync(options);
        open.Add(context);
        return context;
    }

    /// <summary>Closes all browsers that were opened: a page that nobody looks at any more would go on ringing, drawing and asking.</summary>
    public async Task LeaveAsync()
    {
        while (open.TryTake(out var context)) await context.CloseAsync();
    }

    /// <summary>The page at an address, in a new browser of somebody.</summary>
    public async Task<IPage> OpenAsync(string userName, string path, Action<BrowserNewContextOptions>? change = null)
    {
        var context = await BrowserOfAsync(userName, change);
        var page = await context.NewPageAsync();
        await page.GotoAsync(path);
        return page;
    }

    public string PasswordOf(string userName) => passwords[userName];

    /// <summary>Signs in by the page, in this browser.</summary>
    public async Task SignInAsync(IPage page, string userName)
    {
        await page.FillAsync("#user-name", userName);
        await page.FillAsync("#password", passwords[userName]);
        await page.Keyboard.PressAsync("Enter");
        await page.LeavesAsync("/sign-in");
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
        {
            await LeaveAsync();
            chromiums.GiveBack(browser);
        }

        if (server is not null)
        {
            await server.DisposeAsync();
        }

        folder.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>More words for the command line.</summary>
    protected virtual IEnumerable<string> Arguments(string folder) => [];

    async Task<string> SignInAsync(string userName)
    {
        await using var context = await Browser.NewContextAsync(new() { IgnoreHTTPSErrors = true, BaseURL = Url });
        var page = await context.NewPageAsync();
        await page.GotoAsync("/sign-in");
        await SignInAsync(page, userName);
        return await context.StorageStateAsync();
    }
}

/// <summary>Plain http on the loopback address.</summary>
public sealed class HttpSite(Chromiums chromiums, SampleFolders samples) : Site(chromiums, samples)
{
    public override string Scheme => "http";
}

/// <summary>Plain http with the renamed pack: what passes here too doesn't know the default pack by heart.</summary>
public sealed class RenamedSite(Chromiums chromiums, SampleFolders samples) : Site(chromiums, samples)
{
    public override string Scheme => "http";

    protected override Pack Pack => Pack.Renamed;
}
