using System.CommandLine;
using Holdfast.Storage.Keys;

namespace Holdfast.Web.Cli;

/// <summary><c>holdfast key new</c>: prints a new master key.</summary>
static class KeyCommand
{
    public static Command Make()
    {
        var fresh = new Command("new", "Prints a new master key, for HOLDFAST_MASTER_KEY on every node");
        fresh.SetAction(_ =>
        {
            Console.WriteLine(MasterKey.New().Export());
            return 0;
        });
        return new Command("key", "The master key") { fresh };
    }
}
