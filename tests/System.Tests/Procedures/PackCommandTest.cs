using Holdfast.Harness;
using Holdfast.Harness.Processes;
using Holdfast.Integrations.Procedures;
using Shouldly;

namespace Holdfast.Tests.Procedures;

/// <summary>Whoever writes a pack asks <c>holdfast pack check DIR</c> before anybody relies on it.</summary>
public sealed class PackCommandTest : IDisposable
{
    readonly TemporaryFolder folder = new();
    readonly TemporaryFolder house = new();

    public PackCommandTest()
    {
        foreach (var name in SmallPack.Files.Names)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(folder[name])!);
            File.WriteAllBytes(folder[name], SmallPack.Files.Bytes(name));
        }
    }

    public void Dispose()
    {
        folder.Dispose();
        house.Dispose();
    }

    [Fact]
    public async Task A_sound_pack_is_counted()
    {
        var checking = await CheckAsync();
        checking.ExitCode.ShouldBe(0);
        checking.Output.Trim().ShouldBe("The pack is sound: 3 fields, 1 step, 1 example passed.");
    }

    [Fact]
    public async Task All_errors_are_named_as_an_editor_opens_them()
    {
        Change("forms/1.yaml", "means: kind", "means: mood");
        Change("case.yaml", "labels: class", "labels: klass");
        var checking = await CheckAsync();
        checking.ExitCode.ShouldBe(1);
        checking.Error.ShouldContain($"{folder["forms/1.yaml"]}:5: 'mood' can't stand here.");
        checking.Error.ShouldContain($"{folder["case.yaml"]}:4: There is no set of labels 'klass'.");
        checking.Error.ShouldContain("2 things are wrong with the pack.");
    }

    [Fact]
    public async Task What_a_language_lacks_and_what_it_has_left_over_is_named_and_stops_nothing()
    {
        Directory.CreateDirectory(folder["languages/es"]);
        File.WriteAllText(folder["languages/es/words.yaml"], "words:\n  Bigger: Más\n" + string.Concat(PackReader.Read(SmallPack.Spanish()).Procedure.ShouldNotBeNull()
            .In(Spanish).Words.Where(said => said.Key != "Sort").Select(said => $"  '{said.Key}': {said.Value}\n")));
        var checking = await CheckAsync();
        checking.ExitCode.ShouldBe(0);
        checking.Error.ShouldContain($"{folder["forms/1.yaml"]}:5: languages/es has no words for \"Sort\".");
        checking.Error.ShouldContain($"{folder["languages/es/words.yaml"]}:2: The pack says \"Bigger\" nowhere.");
        checking.Error.ShouldContain($"{folder["guidance/1.md"]}: languages/es has no such article.");
        checking.Error.ShouldContain("differ in 3 places");
        checking.Output.ShouldContain("The pack is sound");
    }

    static Core.Text.Language Spanish => Core.Text.Language.TryParse("es", out var spanish) ? spanish : throw new InvalidOperationException();

    [Fact]
    public async Task An_example_that_turns_out_otherwise_says_how()
    {
        Change("examples/1.yaml", "priority: P0", "priority: P3");
        var checking = await CheckAsync();
        checking.ExitCode.ShouldBe(1);
        checking.Error.ShouldContain($"{folder["examples/1.yaml"]}:1: Fire");
        checking.Error.ShouldContain("the priority should be \"P3\" and is \"P0\"");
    }

    void Change(string name, string old, string changed) =>
        File.WriteAllText(folder[name], File.ReadAllText(folder[name]).Replace(old, changed, StringComparison.Ordinal));

    Task<CommandResult> CheckAsync() => HoldfastCommand.RunAsync(new Settings { Data = house.Path }, "pack", "check", folder.Path);
}
