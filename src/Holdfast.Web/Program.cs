using System.CommandLine;
using Holdfast.Web.Cli;
using Holdfast.Web.Wiring;

var options = new SettingsOptions();
var root = new RootCommand("Holdfast: threat intake, reporting and escalation for support desks")
{
    ServeCommand.Make(options),
    SampleCommand.Make(options),
    RebuildCommand.Rebuild(options),
    RebuildCommand.Verify(options),
    UserCommand.Make(options),
    CheckCommand.Make(options),
    PackCommand.Make(),
    KeyCommand.Make(),
};
options.AddServer(root);
root.SetAction((parsed, cancel) => ServeCommand.RunAsync(options.Read(parsed), cancel));

try
{
    return await root.Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (OperationCanceledException)
{
    return 0;
}
catch (Exception broken) when (StartErrors.Explain(broken) is { } words)
{
    Console.Error.WriteLine(words);
    return 2;
}
