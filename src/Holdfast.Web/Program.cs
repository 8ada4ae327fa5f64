using System.CommandLine;
using System.Globalization;
using Holdfast.Integrations.Evidence;
using Holdfast.Web.Cli;
using Holdfast.Web.Wiring;

// Not a command for people: the server starts itself so to have one picture drawn, apart from everything else.
if (args is [Drawing.Command, ..])
{
    return DrawingProcess.Run(args);
}

// The language of the machine is nobody's: the command line and the log are English, and each answer is in its reader's language.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.GetCultureInfo("en-US");

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
