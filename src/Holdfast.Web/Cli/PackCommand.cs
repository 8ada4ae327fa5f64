using System.CommandLine;
using Holdfast.Core.Procedures;
using Holdfast.Core.Procedures.Examples;
using Holdfast.Web.Procedures;
using Holdfast.Web.Wiring;

namespace Holdfast.Web.Cli;

/// <summary><c>holdfast pack check DIR</c>: reads a pack, runs its examples, and names everything that is wrong at once, and what its languages lack.</summary>
static class PackCommand
{
    public static Command Make()
    {
        var folder = new Argument<string>("DIR") { Description = "The folder of the pack" };
        var check = new Command("check", "Reads a pack and runs its examples; names everything that is wrong, with file and line") { folder };
        check.SetAction(parsed => Check(parsed.GetRequiredValue(folder), Console.Out, Console.Error));
        return new Command("pack", "Looks at packs: what an organization does when somebody makes a threat, as files") { check };
    }

    /// <summary>0 when the pack is sound, else 1.</summary>
    internal static int Check(string folder, TextWriter says, TextWriter complains)
    {
        var found = ProcedureWiring.Reading(folder).ReadFolder();
        if (found.Procedure is not { } procedure)
        {
            foreach (var problem in found.Problems)
            {
                complains.WriteLine($"{Path.Combine(folder, problem.Place)}: {problem.Text}");
            }

            complains.WriteLine(found.Problems.Length == 1 ? "One thing is wrong with the pack." : $"{found.Problems.Length} things are wrong with the pack.");
            return 1;
        }

        foreach (var lacking in found.Warnings)
        {
            complains.WriteLine($"{Path.Combine(folder, lacking.Place)}: {lacking.Text}");
        }

        if (found.Warnings.Length > 0)
        {
            complains.WriteLine($"The pack and its languages differ in {Count(found.Warnings.Length, "place")}. It can be used as it is.");
        }

        return Run(folder, procedure, found, says, complains);
    }

    static int Run(string folder, Procedure procedure, FoundPack found, TextWriter says, TextWriter complains)
    {
        var failed = 0;
        foreach (var (example, differences) in found.Examples.Select(example => (example, ExampleRun.Differences(example, procedure))).Where(run => run.Item2.Length > 0))
        {
            failed++;
            complains.WriteLine($"{Path.Combine(folder, example.File)}:{example.Line}: {example.Title}");
            foreach (var difference in differences)
            {
                complains.WriteLine($"    {difference}");
            }
        }

        if (failed > 0)
        {
            complains.WriteLine($"{failed} of {found.Examples.Length} examples turned out otherwise. Correct the pack, or what the examples expect.");
            return 1;
        }

        says.WriteLine($"The pack is sound: {Count(procedure.Fields.Count(), "field")}, {Count(procedure.Steps.Length, "step")}, {Count(found.Examples.Length, "example")} passed.");
        return 0;
    }

    static string Count(int number, string what) => number == 1 ? $"1 {what}" : $"{number} {what}s";
}
