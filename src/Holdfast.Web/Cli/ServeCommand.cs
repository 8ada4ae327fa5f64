using System.CommandLine;
using Holdfast.Web.Wiring;
using Host = Holdfast.Web.Wiring.Host;

namespace Holdfast.Web.Cli;

/// <summary><c>holdfast serve</c>: the production door. No sample people; an empty house prints two one-time links.</summary>
static class ServeCommand
{
    public static Command Make(SettingsOptions options)
    {
        var command = new Command("serve", "Serves the installation in the data folder (the default command)");
        options.AddServer(command);
        command.SetAction((parsed, cancel) => RunAsync(options.Read(parsed), cancel));
        return command;
    }

    public static async Task<int> RunAsync(HostSettings settings, CancellationToken cancel)
    {
        await using var app = Host.Build(settings);
        await app.StartAsync(cancel);
        foreach (var url in app.Urls)
        {
            Console.WriteLine($"Holdfast serves {url}");
        }

        await FoundingLinks.PrintAsync(app.Services, app.Urls.First());
        await app.WaitForShutdownAsync(cancel);
        return 0;
    }
}
