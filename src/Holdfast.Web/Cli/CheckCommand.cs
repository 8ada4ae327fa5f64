using System.CommandLine;
using Holdfast.Web.Wiring;

namespace Holdfast.Web.Cli;

/// <summary><c>holdfast check …</c>: asks the installation about itself.</summary>
static class CheckCommand
{
    public static Command Make(SettingsOptions options)
    {
        var durability = new Command("durability", "Asks the database whether each commit is flushed to the disk");
        options.AddStorage(durability);
        durability.SetAction(async (parsed, cancel) =>
        {
            await using var database = Databases.From(options.Read(parsed));
            var says = await database.DurabilityAsync(cancel);
            Console.WriteLine(says);
            var durable = !says.Contains("=off", StringComparison.OrdinalIgnoreCase) && !says.Contains("=NORMAL", StringComparison.Ordinal);
            if (!durable)
            {
                Console.Error.WriteLine("The database does not flush each commit: what was acknowledged can be lost when the power fails.");
            }

            return durable ? 0 : 1;
        });
        return new Command("check", "Asks the installation about itself") { durability };
    }
}
