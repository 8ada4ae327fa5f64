using System.CommandLine;
using Holdfast.Web.Sample;
using Holdfast.Web.Wiring;
using Host = Holdfast.Web.Wiring.Host;

namespace Holdfast.Web.Cli;

/// <summary><c>holdfast sample</c>: a desk with made-up people to try, on this machine alone.</summary>
static class SampleCommand
{
    public static Command Make(SettingsOptions options)
    {
        var command = new Command("sample", "Serves a sample desk with made-up people and incidents, on this machine only");
        options.AddServer(command);
        command.SetAction((parsed, cancel) => RunAsync(options.Read(parsed, sample: true), cancel));
        return command;
    }

    static async Task<int> RunAsync(HostSettings settings, CancellationToken cancel)
    {
        await using var app = Host.Build(settings);
        var people = await SampleDesk.ReadyAsync(app.Services, settings.DataFolder);
        await app.StartAsync(cancel);
        Console.WriteLine(SamplePeople.Welcome(people, app.Urls.First()));
        await app.WaitForShutdownAsync(cancel);
        return 0;
    }
}
