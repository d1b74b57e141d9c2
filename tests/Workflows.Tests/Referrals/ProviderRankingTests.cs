using CsCheck;
using Integration.Workflows.Catalogue;
using Integration.Workflows.Referrals;

namespace Integration.Workflows.Tests.Referrals;

public sealed class ProviderRankingTests
{
    private static readonly string[] Ids = ["acacia", "banksia", "cassia", "dryandra", "eucalypt", "fuchsia", "grevillea"];
    private static readonly string?[] Areas = [null, "2300", "2317", "2880", "3000"];
    private static readonly FigureSource Source = new("Sample", new Uri("https://example.com"), Confidence.Unverified);

    private static readonly Gen<ProviderProfile> Profile = Gen.Select(
        Gen.OneOf(Gen.Const("23*"), Gen.Const("2300"), Gen.Const("28*")).Array[1, 2], Gen.Enum<Capacity>(), Gen.Int[0, 10],
        (areas, capacity, rating) => new ProviderProfile(areas, capacity, rating / 2m, Source));

    private static readonly Gen<string?> Area = Gen.Int[0, Areas.Length - 1].Select(index => Areas[index]);

    private static readonly Gen<Situation> Situations = Gen.Select(
        Profile.Array[0, Ids.Length], Gen.Int[0, Ids.Length], Area, (profiles, chosen, area) =>
            new Situation([.. profiles.Zip(Ids, ProviderOf)], chosen < profiles.Length ? Ids[chosen] : null, area));

    [Fact]
    public void The_order_of_the_catalogue_does_not_matter() => Gen.Select(Situations, Gen.Int.Array[Ids.Length]).Sample((now, keys) =>
    {
        var shuffled = now with { Providers = [.. now.Providers.Zip(keys).OrderBy(pair => pair.Second).Select(pair => pair.First)] };
        return shuffled.Ranking().SequenceEqual(now.Ranking());
    });

    [Fact]
    public void The_choice_comes_first_even_if_it_is_worse_or_serves_another_area() =>
        Situations.Where(now => now.Chosen is not null).Sample(now =>
            now.Find(now.Chosen!).Capacity == Capacity.NoCapacity || now.Ranking()[0] == now.Chosen);

    [Fact]
    public void Those_with_capacity_in_the_area_are_asked_each_once_and_nobody_else_but_the_choice() => Situations.Sample(now =>
        now.Ranking().Order(StringComparer.Ordinal).SequenceEqual(now.Providers
            .Where(provider => provider.Provider!.Capacity != Capacity.NoCapacity)
            .Where(provider => provider.Provider!.Serves(now.Area) || provider.Id == now.Chosen)
            .Select(provider => provider.Id).Order(StringComparer.Ordinal)));

    [Fact]
    public void Nobody_with_a_waitlist_comes_before_capacity_and_nobody_worse_before_better() => Situations.Sample(now =>
    {
        var ranking = now.Ranking().Where(id => id != now.Chosen).Select(now.Find).ToList();
        return ranking.Zip(ranking.Skip(1)).All(pair => pair.First.Capacity < pair.Second.Capacity
            || (pair.First.Capacity == pair.Second.Capacity && pair.First.Rating >= pair.Second.Rating));
    });

    [Fact]
    public void A_choice_moves_nobody_else() => Situations.Where(now => now.Chosen is not null).Sample(now =>
        now.Ranking().Where(id => id != now.Chosen).SequenceEqual((now with { Chosen = null }).Ranking().Where(id => id != now.Chosen)));

    private static Participant ProviderOf(ProviderProfile profile, string id) => new(id, id, Hosting.Remote, id, new(id, id), profile);

    private sealed record Situation(IReadOnlyList<Participant> Providers, string? Chosen, string? Area)
    {
        public ProviderProfile Find(string id) => Providers.Single(provider => provider.Id == id).Provider!;

        public List<string> Ranking() => [.. ProviderRanking.Of(Providers, Chosen, Area)];
    }
}
