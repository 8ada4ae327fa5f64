using System.Collections.Concurrent;
using Holdfast.Browser.Tests.Sites;
using Holdfast.Harness;
using Holdfast.Harness.Browsers;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

[assembly: AssemblyFixture(typeof(Chromiums))]

namespace Holdfast.Browser.Tests.Sites;

/// <summary>
/// The Chromiums of a run: as many as there are sites at a time, each used by one site and then by the next. What tests must not share (cookies,
/// storage, permissions) belongs to the contexts that each opens and closes; the clipboard is a whole Chromium's, so no two sites have the same one
/// at once. Safe for several sites at once.
/// </summary>
public sealed class Chromiums : IAsyncDisposable
{
    readonly Lazy<Task<IPlaywright>> driver = new(StartAsync);
    readonly ConcurrentBag<IBrowser> free = [];

    /// <summary>A browser for one site, until it is given back.</summary>
    /// <exception cref="InvalidOperationException">None is installed: skips the tests visibly, or fails them with <c>CI=true</c>.</exception>
    public async Task<IBrowser> TakeAsync()
    {
        var executable = Chromium.Executable;
        while (free.TryTake(out var known))
        {
            if (known.IsConnected) return known;
        }

        return await (await driver.Value).Chromium.LaunchAsync(new() { ExecutablePath = executable, Args = Chromium.Arguments });
    }

    /// <summary>Gives a browser back, with all its contexts closed.</summary>
    public void GiveBack(IBrowser browser) => free.Add(browser);

    public async ValueTask DisposeAsync()
    {
        while (free.TryTake(out var browser)) await browser.DisposeAsync();
        if (driver.IsValueCreated && driver.Value.IsCompletedSuccessfully) (await driver.Value).Dispose();
    }

    static Task<IPlaywright> StartAsync()
    {
        // As patient with a page as with everything else: what holds is seen at once, and only a failure waits that long.
        SetDefaultExpectTimeout((float)Wait.Patience.TotalMilliseconds);
        return Playwright.CreateAsync();
    }
}
