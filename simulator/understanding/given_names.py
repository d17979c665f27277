"""Common given names, and ordinary words that look like names.

Rule: the lists only tell a wrong name from a misheard one; a name that stands in neither is judged by its sound alone.
"""

from __future__ import annotations

from simulator.understanding.words import listed

GIVEN_NAMES = frozenset(
    listed(
        """
    aaron abigail adam adrian agnes ahmed aisha alan albert alejandro alex alexander alexandra alfred ali alice
    alicia alison allen allison alma amanda amber amelia amir amy ana anders andrea andreas andrew andy angela
    angelo anita ann anna anne annette annie anthony antonio april ariana arthur arun asha ashley astrid audrey
    barbara barry beatrice becky ben benjamin bernard bert beth betty beverly bill billy bob bobby bonnie boris
    brad bradley brandon brenda brian bridget britney bruce bruno bryan caleb calvin cameron camila carl carla
    carlos carmen carol caroline carolyn carrie casey catherine cathy cecilia cesar chad charles charlie
    charlotte chen cheryl chloe chris christian christina christine christopher cindy claire clara clarence
    claudia clifford colin connie conor courtney craig crystal curtis cynthia daisy damian dan dana daniel
    daniela danielle danny daphne darius darlene darren dave david dawn dean debbie deborah debra declan dennis
    derek desmond diana diane diego dmitri dolores dominic don donald donna doris dorothy doug douglas duncan
    dylan earl eddie edgar edith edward eileen elaine eleanor elena eli elias elijah elizabeth ella ellen elsa
    emily emma enrique eric erica erik erin ernest esther ethan eugene eva evan evelyn fatima felicia felix
    fernando fiona florence frances francis francisco frank fred frederick gabriel gail gareth gary gavin gemma
    geoff george gerald geraldine gerard gina glen glenda glenn gloria gordon grace graham grant greg gregory
    greta gustav guy gwen hannah harold harriet harry harvey hassan heather hector heidi helen helena henry
    herbert holly howard hugh hugo ian ibrahim imran ines ingrid irene iris isaac isabel isabella ivan jack
    jackie jackson jacob jacqueline jake james jamie jan jane janet janice jared jasmine jason javier jay jean
    jeff jeffrey jenna jennifer jenny jeremy jerry jesse jessica jill jim jimmy jo joan joanna joanne joe joel
    johan johanna john johnny jon jonah jonathan jordan jorge jose joseph josephine josh joshua joy joyce juan
    juanita judith judy julia julian julie juliet june justin kai karen karl kate katherine kathleen kathryn
    kathy katie kayla keith kelly ken kendra kenneth kenny kerry kevin khalid kim kimberly kirk kirsten kumar
    kurt kyle lana larry laura lauren laurie leah lee leila lena leo leon leonard leroy leslie lewis liam lila
    lillian lily linda lindsay lisa lloyd logan lois lola loretta lorraine louis louise lucas lucia lucy luis
    luke lydia lynn mabel mackenzie madeline maggie malcolm manuel marc marcel marcia marco marcus margaret
    maria marian marianne marie marilyn mario marion marisol marjorie mark marlene marsha martha martin marvin
    mary mathew matt matthew maureen maurice max maxine maya megan mei melanie melinda melissa melvin mercedes
    meredith mia michael michele michelle miguel mike mildred miles milton mina miriam mitchell mohammed moira
    molly monica morgan moses muhammad muriel nadia nadine nancy naomi natalie natasha nathan nathaniel neil
    nellie nelson nicholas nick nicola nicole nigel nina noah noel noor nora norma norman oksana olga oliver
    olivia omar oscar otis owen pablo pam pamela pat patricia patrick paul paula pauline pedro peggy penny percy
    peter petra phil philip phillip phoebe phyllis pierre polly preston priya rachel rafael raj ralph ramon
    randall randy ravi ray raymond rebecca regina reginald rene renee reuben rhonda ricardo richard rick ricky
    rita rob robert roberta robin roderick rodney roger roland ron ronald ronnie rosa rosalind rose rosemary
    ross roy ruben ruby rudy rupert russell ruth ryan sabrina sally salvador sam samantha samir samuel sandra
    sandy sanjay sara sarah saul scott sean sebastian sergio seth shane shannon sharon shawn sheila shelley
    sheri sherry shirley sidney silvia simon simone sofia sonia sophia sophie stacey stan stanley stella
    stephanie stephen steve steven stewart stuart sue susan suzanne sven sylvia tamara tammy tanya tara tariq
    ted teresa terrence terry thelma theo theodore theresa thomas tim timothy tina toby todd tom tommy toni tony
    tracey tracy travis trevor tricia troy tyler ursula valerie vanessa vera vernon veronica vicki victor
    victoria vijay vincent viola violet virginia vivian wallace walter wanda warren wayne wendy wesley wilfred
    willard william willie wilma winifred xavier yasmin yolanda yuki yusuf yvette yvonne zachary zara zoe
    """
    )
)
"""Given names heard in English-speaking offices: one of them said for the prospect's is a mistake, no mishearing."""

ORDINARY_WORDS = frozenset(
    listed(
        """
    afternoon amber april art august autumn baker banks baron best bill bishop black bob brook brooks brown bud
    buddy call called calls carol carter cell chase christian cliff cook could crystal curt daisy dale data dawn
    dealer dean diner dinner don done dot down drew duke earl east evening faith farmer field first fisher ford
    frank gene glen good grace grant gray green guy harvest heather hill holly hope hunter iris ivy jack jade
    jay jean jordan joy june ken king knight lane lily little logan long major manager mark marsh mason max may
    miles morgan morning noel norm north number office olive opal page paige pat pearl penny phone porter price
    ray rich rivers rob robin rose ruby rusty sandy sharp shore short should small sonny south stone strong sue
    summer summit swift team tell than that their them then there these they this those time today tom tomorrow
    victor violet wade west white will wise wood woods would young
    """
    )
)
"""Words of everyday speech that are names too, or sound like one: names only where they are written with a capital."""
